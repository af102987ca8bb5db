'use client'
import dynamic from 'next/dynamic'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { ChartModel } from '@/lib/charts/prepare-series'
import type { TimeRange } from '@/lib/charts/time-range'
import { ChartWords } from './chart-words'

// Server-rendered charts carry inline styles, which the content policy refuses; and 100 KB of
// drawing code must not stand before the first number.
const TimeChartCanvas = dynamic(() => import('./time-chart-canvas'), { ssr: false })

/**
 * Lines over time, loaded when they come into sight. The place has its final height from the start,
 * and the same is said in words beside it. `onZoom` gets the range that was dragged over.
 */
export const TimeChart = ({
  model,
  label,
  height = 220,
  onZoom,
  children,
}: {
  model: ChartModel
  /** What the chart shows, for its name. */
  label: string
  height?: 160 | 190 | 220 | 250
  onZoom?: (range: TimeRange) => void
  /** Something on the same time axis, directly below it. */
  children?: ReactNode
}) => {
  const place = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSeen(true), {
      rootMargin: '120px',
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return (
    <figure aria-label={label}>
      <div ref={place} className={heights[height]}>
        {seen ? (
          <TimeChartCanvas model={model} height={height} label={label} onZoom={onZoom} />
        ) : null}
      </div>
      {children}
      <ChartWords model={model} />
    </figure>
  )
}

const heights = { 160: 'h-[160px]', 190: 'h-[190px]', 220: 'h-[220px]', 250: 'h-[250px]' }
