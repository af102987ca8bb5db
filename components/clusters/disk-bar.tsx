import { useId } from 'react'

/** A disk as a bar with its threshold marked; hatched and dashed when it is not known. */
export const DiskBar = ({ percent, mark }: { percent: number | null; mark: number }) => {
  const id = useId()
  return (
    <svg width="100%" height={14} className="block overflow-visible" aria-hidden="true">
      {percent === null ? (
        <>
          <defs>
            <pattern
              id={id}
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="1.6" height="6" className="fill-hatch" />
            </pattern>
          </defs>
          <rect
            y="3"
            width="100%"
            height="8"
            fill={`url(#${id})`}
            className="stroke-hatch"
            strokeDasharray="4 3"
          />
        </>
      ) : (
        <>
          <rect
            y="3"
            width="100%"
            height="8"
            rx="4"
            className="fill-track forced:stroke-[CanvasText]"
          />
          <rect
            y="3"
            width={`${Math.min(100, Math.max(0.5, percent)).toFixed(1)}%`}
            height="8"
            rx="4"
            className={percent > mark ? 'fill-warning' : 'fill-series-1'}
          />
        </>
      )}
      <line
        x1={`${mark}%`}
        x2={`${mark}%`}
        y1="0"
        y2="14"
        className="stroke-warning"
        strokeWidth="1.5"
        strokeDasharray="3 2"
      />
    </svg>
  )
}
