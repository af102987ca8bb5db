/** Every key of the console, as the help shows them. */
export const shortcutKeys = [
  { keys: ['Ctrl', 'K'], text: 'Search and jump' },
  { keys: ['/'], text: 'Go to the filter of the list' },
  { keys: ['j'], text: 'Next row' },
  { keys: ['k'], text: 'Row before' },
  { keys: ['Enter'], text: 'Open the row' },
  { keys: ['r'], text: 'Refresh now' },
  { keys: ['.'], text: 'Pause or resume refreshing' },
  { keys: ['t'], text: 'Time range' },
  { keys: ['g', 'c'], text: 'Go to all clusters' },
  { keys: ['g', 'o'], text: 'Go to the overview of the cluster' },
  { keys: ['g', 'g'], text: 'Go to groups' },
  { keys: ['g', 't'], text: 'Go to topics' },
  { keys: ['g', 'b'], text: 'Go to brokers' },
  { keys: ['g', 's'], text: 'Go to settings' },
  { keys: ['?'], text: 'This help' },
] as const

export type KeyAction =
  | { kind: 'go'; to: 'clusters' | 'overview' | 'groups' | 'topics' | 'brokers' | 'settings' }
  | { kind: 'row'; step: 1 | -1 }
  | { kind: 'press'; target: 'refresh' | 'pause' | 'range' }
  | { kind: 'filter' | 'help' | 'palette' | 'chord' }

const chords: Record<string, (KeyAction & { kind: 'go' })['to']> = {
  c: 'clusters',
  o: 'overview',
  g: 'groups',
  t: 'topics',
  b: 'brokers',
  s: 'settings',
}
const single: Record<string, KeyAction> = {
  '/': { kind: 'filter' },
  '?': { kind: 'help' },
  j: { kind: 'row', step: 1 },
  k: { kind: 'row', step: -1 },
  r: { kind: 'press', target: 'refresh' },
  '.': { kind: 'press', target: 'pause' },
  t: { kind: 'press', target: 'range' },
  g: { kind: 'chord' },
}

/**
 * What a key means. `chord`: `g` was pressed just before. Single keys mean nothing while typing, in
 * a dialog, with a modifier, or when they are switched off; Ctrl or ⌘ K always works.
 */
export const keyAction = (
  event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean },
  state: { typing: boolean; inDialog: boolean; on: boolean; chord: boolean },
): KeyAction | null => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
    return { kind: 'palette' }
  }
  if (!state.on || state.typing || state.inDialog) return null
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const to = chords[event.key]
  if (state.chord && to) return { kind: 'go', to }
  return single[event.key] ?? null
}
