'use client'
import { parseAsString, useQueryStates } from 'nuqs'
import { currentTime } from '@/components/ui/clock-store'
import { defaultRange, isSliding, readableRange, type TimeRange } from '@/lib/charts/time-range'

const parsers = {
  from: parseAsString.withDefault(defaultRange.from),
  to: parseAsString.withDefault(defaultRange.to),
}

/**
 * The time range of the page, held in the URL (`?from=now-6h`), so that Back undoes a zoom. `range`
 * goes into a history query as it is.
 */
export const useTimeRange = () => {
  const [state, set] = useQueryStates(parsers, { history: 'push' })
  const range = readableRange({ from: state.from, to: state.to }, currentTime())
  return {
    range,
    sliding: isSliding(range),
    setRange: (next: TimeRange) => set({ from: next.from, to: next.to }),
  }
}
