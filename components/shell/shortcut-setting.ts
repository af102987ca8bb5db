/** Single keys can be switched off (they disturb speech input); kept in this browser only. */
const KEY = 'highwater.shortcuts'
const listeners = new Set<() => void>()

export const shortcutsOn = (): boolean => {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}

export const setShortcuts = (on: boolean): void => {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off')
  } catch {
    // Storage is closed in some private windows: then the default stays.
  }
  for (const listener of listeners) listener()
}

export const subscribeShortcuts = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
