'use client'
import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react'
import { currentTime, setClockSkew, subscribeClock } from './clock-store'

const ClockContext = createContext({ renderedAt: 0, zone: 'UTC' })

/** What the server rendered with, so that the first client render says the same words. */
export const ClockProvider = ({
  renderedAt,
  zone,
  children,
}: {
  renderedAt: number
  zone: string
  children: ReactNode
}) => {
  useEffect(() => {
    const [navigation] = performance.getEntriesByType('navigation')
    const arrived = navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0
    setClockSkew(renderedAt - (performance.timeOrigin + arrived))
    // The next page load is rendered in the browser's own zone.
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
    document.cookie = `zone=${encodeURIComponent(browserZone())}; path=/; max-age=31536000; samesite=lax`
  }, [renderedAt])
  return <ClockContext value={{ renderedAt, zone }}>{children}</ClockContext>
}

let zoneFound: string | undefined
const browserZone = (): string => {
  zoneFound ??= Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
  return zoneFound
}

/**
 * Reads the clock: `read(now, zone)` gives a string or number that is kept up to date, and the
 * component renders again only when it changes.
 */
export const useClock = <T extends string | number | boolean>(
  read: (now: number, zone: string) => T,
): T => {
  const { renderedAt, zone } = useContext(ClockContext)
  return useSyncExternalStore(
    subscribeClock,
    () => read(currentTime(), browserZone()),
    () => read(renderedAt, zone),
  )
}
