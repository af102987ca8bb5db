/** A high-water line above two waves. */
export const BrandMark = ({ size = 20 }: { size?: number }) => (
  <svg viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" className="shrink-0">
    <path d="M1 6h18" stroke="var(--ink)" strokeWidth="2" />
    <path
      d="M1 11c2.2 0 2.3 1.6 4.5 1.6S7.8 11 10 11s2.3 1.6 4.5 1.6S16.8 11 19 11M1 15.5c2.2 0 2.3 1.6 4.5 1.6s2.3-1.6 4.5-1.6 2.3 1.6 4.5 1.6 2.3-1.6 4.5-1.6"
      fill="none"
      stroke="var(--series-1)"
      strokeWidth="1.6"
    />
  </svg>
)
