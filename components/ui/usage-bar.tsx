import { useId } from 'react'
import { percent } from '@/lib/format'

/**
 * How full something is, 0 to 100 percent, with a mark where it becomes a warning. Null is hatched
 * with a dashed border, never an empty bar. The words are its name.
 */
export const UsageBar = ({
  value,
  mark = 75,
  label,
}: {
  value: number | null
  mark?: number
  label: string
}) => {
  const id = useId()
  const words =
    value === null ? `${label}: not known` : `${label}: ${percent(value)}, ${percent(mark)} marked`
  return (
    <svg role="img" aria-label={words} width="100%" height="14" overflow="visible">
      {value === null ? (
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
            rx="2"
            className="fill-track forced:stroke-[CanvasText]"
          />
          <rect
            y="3"
            width={`${Math.min(100, Math.max(0, value)).toFixed(2)}%`}
            height="8"
            rx="2"
            className={value > mark ? 'fill-warning' : 'fill-series-1'}
          />
        </>
      )}
      <line
        x1={`${mark}%`}
        x2={`${mark}%`}
        y1="0"
        y2="14"
        strokeWidth="1.5"
        strokeDasharray="3 2"
        className="stroke-warning"
      />
    </svg>
  )
}
