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

/** A part of the track as an own viewport: percentages inside it follow the part's width. */
const partBox = (part: Place['part']) =>
  part === 'rest' ? { x: '0', width: '33.333%' } : { x: '33.333%', width: '66.667%' }

/**
 * Pixels by which a place is moved: a lag above zero keeps 3 px before the log end, and nothing
 * comes nearer than 8 px to the break, at any width of the drawing.
 */
const shift = ({ part, at }: Place) => (part === 'rest' ? -8 * at : at >= 1 ? -3 : 8 - 11 * at)
const moved = (place: Place) => `translate(${shift(place).toFixed(2)} 0)`
const left = (place: Place) => `${(place.at * 100).toFixed(4)}%`

/** A bar from `from` to the log end, in both parts where needed. */
const Bar = ({ from, className, h }: { from: Place; className: string; h: number }) => (
  <>
    <svg aria-hidden="true" y="0" height={h} {...partBox(from.part)}>
      <rect
        x={left(from)}
        y={(h - THICK) / 2}
        width="200%"
        height={THICK}
        className={className}
        transform={moved(from)}
      />
    </svg>
    {from.part === 'rest' ? (
      <svg aria-hidden="true" y="0" height={h} {...partBox('linear')}>
        <rect y={(h - THICK) / 2} width="100%" height={THICK} className={className} />
      </svg>
    ) : null}
  </>
)

/** Where records are gone: a dashed line, which the log itself then covers from its start on. */
const Lost = ({ from, h }: { from: Place; h: number }) => (
  <svg aria-hidden="true" y="0" height={h} {...partBox(from.part)}>
    <line
      x1={left(from)}
      x2="200%"
      y1={h / 2}
      y2={h / 2}
      strokeWidth="3"
      strokeDasharray="4 2"
      className="stroke-critical"
      transform={moved(from)}
    />
  </svg>
)

const Tick = ({
  place,
  className,
  h,
  width,
}: {
  place: Place
  className: string
  h: number
  width: number
}) => (
  <svg aria-hidden="true" overflow="visible" y="0" height={h} {...partBox(place.part)}>
    <line
      x1={left(place)}
      x2={left(place)}
      y1="0"
      y2={h}
      strokeWidth={width}
      className={className}
      transform={moved(place)}
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
  const whole: Place = { part: 'rest', at: 0 }
  return (
    <>
      {model.lostFrom ? <Lost from={model.lostFrom} h={h} /> : null}
      <Bar from={model.logStart ?? whole} h={h} className="fill-track forced:stroke-[CanvasText]" />
      {model.unreadFrom ? (
        <Bar from={model.unreadFrom} h={h} className={fills[model.tone]} />
      ) : null}
      {model.broken ? <BreakMark h={h} /> : null}
      {model.logStart ? (
        <Tick place={model.logStart} h={h} width={1.5} className="stroke-edge" />
      ) : null}
      <line x1="100%" x2="100%" y1="0" y2={h} strokeWidth="1.5" className="stroke-edge" />
      {model.ghost ? (
        <Tick
          place={model.ghost}
          h={h}
          width={2}
          className="stroke-good [stroke-dasharray:2.5_2]"
        />
      ) : null}
      {model.mark ? <Tick place={model.mark} h={h} width={2} className="stroke-ink" /> : null}
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
