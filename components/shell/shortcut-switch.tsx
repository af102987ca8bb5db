'use client'
import { useSyncExternalStore } from 'react'
import { FilterToggle } from '@/components/ui/filter-toggle'
import { setShortcuts, shortcutsOn, subscribeShortcuts } from './shortcut-setting'

/** Single keys on or off, for this browser. */
export const ShortcutSwitch = () => {
  const on = useSyncExternalStore(subscribeShortcuts, shortcutsOn, () => true)
  return <FilterToggle label="Single keys" pressed={on} onChange={setShortcuts} />
}
