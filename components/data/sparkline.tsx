import { sparkPaths } from '@/lib/charts/prepare-spark'

const WIDTH = 150

/**
 * The last hour as a plain line, with its own scale and its gaps left open. It is a picture beside
 * words, so it is hidden from screen readers: the words must stand next to it. All-unknown draws
 * nothing.
 */
export const Sparkline = ({
  values,
  height = 22,
  threshold,
  className,
}: {
  values: (number | null)[]
  height?: number
  /** Drawn dashed when it is within the scale. */
  threshold?: number | null
  className?: string
}) => {
  const { lines, dots, thresholdY } = sparkPaths(values, WIDTH, height, threshold ?? null)
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${height}`}
      height={height}
      width="100%"
      preserveAspectRatio="none"
      aria-hidden="true"
      className={className ?? 'block w-full'}
    >
      {thresholdY === null ? null : (
        <line
          x1="0"
          x2={WIDTH}
          y1={thresholdY}
          y2={thresholdY}
          stroke="var(--ink-3)"
          strokeDasharray="3 3"
          vectorEffect="non-scaling-stroke"
        />
      )}
      {lines.map((points) => (
        <polyline
          key={points}
          points={points}
          fill="none"
          stroke="var(--series-1)"
          strokeWidth="1.5"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {dots.map(([x, y]) => (
        <line
          key={x}
          x1={x}
          x2={x}
          y1={y - 1}
          y2={y + 1}
          stroke="var(--series-1)"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  )
}
