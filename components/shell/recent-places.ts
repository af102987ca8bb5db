/** The places opened last through the palette, newest first; kept in this browser only. */
export type RecentPlace = { label: string; hint: string; href: string }

const KEY = 'highwater.recent'
const MOST = 6

export const recentPlaces = (): RecentPlace[] => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isPlace).slice(0, MOST) : []
  } catch {
    return []
  }
}

export const rememberPlace = (place: RecentPlace): void => {
  const others = recentPlaces().filter((one) => one.href !== place.href)
  try {
    localStorage.setItem(KEY, JSON.stringify([place, ...others].slice(0, MOST)))
  } catch {
    // Storage is closed or full: the list is a comfort, not a promise.
  }
}

const isPlace = (value: unknown): value is RecentPlace =>
  typeof value === 'object' &&
  value !== null &&
  'href' in value &&
  'label' in value &&
  'hint' in value &&
  typeof value.href === 'string' &&
  // Only our own pages: the storage may hold anything.
  /^\/(?!\/)/.test(value.href)
