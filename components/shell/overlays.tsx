'use client'
import dynamic from 'next/dynamic'
import { useSyncExternalStore } from 'react'
import { currentOverlay, openOverlay, subscribeOverlay } from './overlay-store'
import { useShortcuts } from './use-shortcuts'

// Neither belongs to the first load: they come when somebody asks for them.
const CommandPalette = dynamic(() => import('./command-palette').then((m) => m.CommandPalette), {
  ssr: false,
})
const HelpDialog = dynamic(() => import('./help-dialog').then((m) => m.HelpDialog), { ssr: false })

/** The keys of the console, and what they open. */
export const Overlays = () => {
  const open = useSyncExternalStore(subscribeOverlay, currentOverlay, () => null)
  useShortcuts()
  return (
    <>
      {open === 'palette' ? <CommandPalette onClose={() => openOverlay(null)} /> : null}
      {open === 'help' ? <HelpDialog onClose={() => openOverlay(null)} /> : null}
    </>
  )
}
