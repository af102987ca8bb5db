/** Which overlay is open; outside React, so that any button or key can open one. */
export type Overlay = 'palette' | 'help' | null

let open: Overlay = null
const listeners = new Set<() => void>()

export const openOverlay = (next: Overlay): void => {
  open = next
  for (const listener of listeners) listener()
}

export const subscribeOverlay = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const currentOverlay = (): Overlay => open
