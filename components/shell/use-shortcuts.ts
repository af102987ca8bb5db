'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { paths } from '@/lib/paths'
import { openOverlay } from './overlay-store'
import { type KeyAction, keyAction } from './shortcut-keys'
import { shortcutsOn } from './shortcut-setting'
import { usePlace } from './use-place'

/** How long after `g` its letter counts. */
const CHORD_MS = 1200

const targets = {
  refresh: '[data-key="refresh"]',
  pause: '[data-key="pause"]',
  range: '[data-range-button]',
}

/** Listens to the keys of the console. What a key means is decided in `shortcut-keys`. */
export const useShortcuts = () => {
  const router = useRouter()
  const { clusterId } = usePlace()
  useEffect(() => {
    let chordUntil = 0
    const act = (action: KeyAction) => {
      if (action.kind === 'palette' || action.kind === 'help') openOverlay(action.kind)
      else if (action.kind === 'filter') focus('[data-filter]')
      else if (action.kind === 'row') stepRow(action.step)
      else if (action.kind === 'press') {
        document.querySelector<HTMLElement>(targets[action.target])?.click()
      } else if (action.kind === 'go') {
        const href = pageHref(action.to, clusterId)
        if (href) router.push(href)
      }
    }
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const at = event.target instanceof Element ? event.target : document.body
      const action = keyAction(event, {
        typing: at.matches('input, textarea, select, [contenteditable=""], [contenteditable=true]'),
        inDialog: at.closest('[role=dialog]') !== null,
        on: shortcutsOn(),
        chord: event.timeStamp < chordUntil,
      })
      chordUntil = action?.kind === 'chord' ? event.timeStamp + CHORD_MS : 0
      if (!action) return
      event.preventDefault()
      act(action)
    }
    document.addEventListener('keydown', down)
    return () => document.removeEventListener('keydown', down)
  }, [router, clusterId])
}

const pageHref = (to: (KeyAction & { kind: 'go' })['to'], clusterId: string | null) => {
  if (to === 'clusters') return paths.clusters()
  if (to === 'settings') return '/settings'
  if (clusterId === null) return null
  return to === 'overview' ? paths.cluster(clusterId) : paths[to](clusterId)
}

const focus = (selector: string) => {
  const element = document.querySelector<HTMLInputElement>(selector)
  element?.focus()
  element?.select?.()
}

/** Moves the focus to the next or previous row's link; from outside a list, to its first or last. */
const stepRow = (step: 1 | -1) => {
  const links = [...document.querySelectorAll<HTMLElement>('#main [data-row-link]')].filter(
    (link) => link.offsetParent !== null,
  )
  const at = links.indexOf(document.activeElement as HTMLElement)
  const next = at === -1 ? (step === 1 ? 0 : links.length - 1) : at + step
  links[next]?.focus()
  links[next]?.scrollIntoView({ block: 'nearest' })
}
