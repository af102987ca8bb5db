/** What the marks of a waterline mean, in the order in which they stand on it. */
export const WaterlineLegend = () => (
  <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-3" aria-label="Key to the drawing">
    <li className="border-l-[1.5px] border-edge pl-1">log start</li>
    <li>
      <span aria-hidden="true">{'// '}</span>rest of the log, compressed
    </li>
    <li className="border-l-2 border-ink pl-1">committed</li>
    <li className="inline-flex items-center gap-1.5">
      <svg aria-hidden="true" width="14" height="8">
        <rect width="14" height="8" className="fill-lag" />
      </svg>
      lag
    </li>
    <li className="border-r-[1.5px] border-edge pr-1">log end</li>
  </ul>
)
