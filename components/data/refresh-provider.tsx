'use client'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { currentTime } from '@/components/ui/clock-store'

/** How long the screen rests between two refreshes. */
export const REFRESH_SECONDS = 10

type Refresh = {
  paused: boolean
  setPaused: (paused: boolean) => void
  /** When the next refresh begins, epoch milliseconds; null while one runs or all is paused. */
  nextAt: number | null
  refreshing: boolean
  /** Asks again for all that is on screen. */
  refresh: () => void
}

const RefreshContext = createContext<Refresh>({
  paused: false,
  setPaused: () => {},
  nextAt: null,
  refreshing: false,
  refresh: () => {},
})

export const useRefresh = () => useContext(RefreshContext)

/**
 * One rhythm for everything on screen: each active query is asked again every 10 s. The rest begins
 * when the last answer is here, so slow answers never overlap; hidden tabs rest until they are seen.
 * A query with `meta: { still: true }` (a closed range) is left alone.
 */
export const RefreshProvider = ({ children }: { children: ReactNode }) => {
  const client = useQueryClient()
  const [paused, setPaused] = useState(false)
  const [nextAt, setNextAt] = useState<number | null>(null)
  const [refreshing, setRefreshing] = useState(false)
  const start = useRef(() => {})

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let running = false
    let ended = false
    const rest = () => {
      clearTimeout(timer)
      if (ended || paused || document.hidden) return setNextAt(null)
      setNextAt(currentTime() + REFRESH_SECONDS * 1000)
      timer = setTimeout(run, REFRESH_SECONDS * 1000)
    }
    const run = async () => {
      if (running) return
      running = true
      clearTimeout(timer)
      setNextAt(null)
      setRefreshing(true)
      await client.refetchQueries(
        { type: 'active', predicate: (query) => query.meta?.still !== true },
        { cancelRefetch: false },
      )
      running = false
      if (ended) return
      setRefreshing(false)
      rest()
    }
    const seen = () => {
      if (document.hidden) rest()
      else if (!paused) run()
    }
    start.current = run
    rest()
    document.addEventListener('visibilitychange', seen)
    return () => {
      ended = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [client, paused])

  return (
    <RefreshContext
      value={{ paused, setPaused, nextAt, refreshing, refresh: () => start.current() }}
    >
      {children}
    </RefreshContext>
  )
}
