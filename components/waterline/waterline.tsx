import { useId } from 'react'
import { cx } from '@/components/ui/class-names'
import {
  type Place,
  prepareWaterline,
  type WaterlineInput,
  type WaterlineModel,
  type WaterlineOptions,
} from '@/lib/charts/prepare-waterline'

const THICK = 8
const heights = { small: 14, large: 18 }
const fills = { lag: 'fill-lag', warning: 'fill-warning', critical: 'fill-critical' }

/** Where the parts lie: a third and two thirds, or all linear when nothing is compressed. */
type Layout = { h: number; whole: boolean }

/** A part of the track as an own viewport: percentages inside it follow the part's width. */
const partBox = (part: Place['part'], { whole, h }: Layout) => {
  const box = { y: '0', height: h }
  if (whole) return { ...box, x: '0', width: '100%' }
  return part === 'rest'
    ? { ...box, x: '0', width: '33.333%' }
    : { ...box, x: '33.333%', width: '66.667%' }
}

/**
 * Pixels by which a place is moved: a lag above zero keeps 3 px before the log end, and nothing
 * comes nearer than 8 px to the break, at any width of the drawing.
 */
const shift = ({ part, at }: Place, whole: boolean) => {
  if (part === 'rest') return -8 * at
  const gap = whole ? 0 : 8
  return gap - (gap + 3) * at
}
const moved = (place: Place, { whole }: Layout) => `translate(${shift(place, whole).toFixed(2)} 0)`
const left = (place: Place) => `${(place.at * 100).toFixed(4)}%`

/** A bar from `from` to the log end, in both parts where needed. */
const Bar = ({ from, className, layout }: { from: Place; className: string; layout: Layout }) => (
  <>
    <svg aria-hidden="true" {...partBox(from.part, layout)}>
      <rect
        x={left(from)}
        y={(layout.h - THICK) / 2}
        width="200%"
        height={THICK}
        className={className}
        transform={moved(from, layout)}
      />
    </svg>
    {from.part === 'rest' ? (
      <svg aria-hidden="true" {...partBox('linear', layout)}>
        <rect y={(layout.h - THICK) / 2} width="100%" height={THICK} className={className} />
      </svg>
    ) : null}
  </>
)

/** Where records are gone: a dashed line, which the log itself then covers from its start on. */
const Lost = ({ from, layout }: { from: Place; layout: Layout }) => (
  <svg aria-hidden="true" {...partBox(from.part, layout)}>
    <line
      x1={left(from)}
      x2="200%"
      y1={layout.h / 2}
      y2={layout.h / 2}
      strokeWidth="3"
      strokeDasharray="4 2"
      className="stroke-critical"
      transform={moved(from, layout)}
    />
  </svg>
)

const Tick = ({
  place,
  className,
  layout,
  width,
}: {
  place: Place
  className: string
  layout: Layout
  width: number
}) => (
  <svg aria-hidden="true" overflow="visible" {...partBox(place.part, layout)}>
    <line
      x1={left(place)}
      x2={left(place)}
      y1="0"
      y2={layout.h}
      strokeWidth={width}
      className={className}
      transform={moved(place, layout)}
    />
  </svg>
)

/** Where the scale changes: two slanted strokes with a cut behind them. */
const BreakMark = ({ h }: { h: number }) => (
  <svg aria-hidden="true" overflow="visible" x="33.333%" y="0" width="1" height={h}>
    <path d={`M-1 ${h - 1} 3 1`} className="stroke-panel" strokeWidth="4" fill="none" />
    <path d={`M-4 ${h - 1} 0 1M1 ${h - 1} 5 1`} className="stroke-edge" fill="none" />
  </svg>
)

const Log = ({ model, h }: { model: Extract<WaterlineModel, { kind: 'log' }>; h: number }) => {
  const layout = { h, whole: model.whole }
  return (
    <>
      {model.lostFrom ? <Lost from={model.lostFrom} layout={layout} /> : null}
      <Bar
        from={model.logStart ?? { part: 'rest', at: 0 }}
        layout={layout}
        className="fill-track forced:stroke-[CanvasText]"
      />
      {model.unreadFrom ? (
        <Bar from={model.unreadFrom} layout={layout} className={fills[model.tone]} />
      ) : null}
      {model.broken ? <BreakMark h={h} /> : null}
      {model.logStart ? (
        <Tick place={model.logStart} layout={layout} width={1.5} className="stroke-edge" />
      ) : null}
      <line x1="100%" x2="100%" y1="0" y2={h} strokeWidth="1.5" className="stroke-edge" />
      {model.ghost ? (
        <Tick
          place={model.ghost}
          layout={layout}
          width={2}
          className="stroke-good [stroke-dasharray:2.5_2]"
        />
      ) : null}
      {model.mark ? (
        <Tick place={model.mark} layout={layout} width={2} className="stroke-ink" />
      ) : null}
    </>
  )
}

/** Hatched with a dashed border: nothing here may be taken for a healthy, empty track. */
const Hatched = ({ h }: { h: number }) => {
  const id = useId()
  return (
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
        y={(h - THICK) / 2}
        width="100%"
        height={THICK}
        fill={`url(#${id})`}
        className="stroke-hatch"
        strokeDasharray="4 3"
      />
    </>
  )
}

/**
 * One partition as a log, right-aligned at its end: committed mark, unread span, log start. It takes
 * the width of its place; the words are its accessible name. Markup carries no style attribute.
 */
export const Waterline = ({
  marks,
  size = 'small',
  className,
  ...options
}: WaterlineOptions & {
  marks: WaterlineInput
  size?: keyof typeof heights
  className?: string
}) => {
  const model = prepareWaterline(marks, options)
  const h = heights[size]
  return (
    <svg
      role="img"
      aria-label={model.words}
      width="100%"
      height={h}
      overflow="visible"
      className={cx('block', className)}
    >
      {model.kind === 'log' ? <Log model={model} h={h} /> : <Hatched h={h} />}
    </svg>
  )
}
