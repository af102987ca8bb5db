'use client'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { cx } from '@/components/ui/class-names'
import { type Theme, themeFrom, themes } from './theme'

const icons = {
  system: <Monitor size={13} aria-hidden="true" />,
  light: <Sun size={13} aria-hidden="true" />,
  dark: <Moon size={13} aria-hidden="true" />,
}
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const setTheme = (theme: Theme) => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`
  document.documentElement.dataset.theme = theme
  for (const listener of listeners) listener()
}

/** System, light or dark; the cookie makes the next page come in it from the first byte. */
export const ThemeSwitch = () => {
  const theme = useSyncExternalStore(
    subscribe,
    () => themeFrom(document.documentElement.dataset.theme),
    () => null,
  )
  return (
    <fieldset className="inline-flex rounded-md border border-line p-0.5">
      <legend className="sr-only">Theme</legend>
      {themes.map((name) => (
        <button
          key={name}
          type="button"
          aria-label={name}
          aria-pressed={theme === name}
          data-tip={`Theme: ${name}`}
          onClick={() => setTheme(name)}
          className={cx(
            'inline-grid h-6 w-8 place-items-center rounded-[5px] touch:size-11',
            theme === name ? 'bg-track text-ink' : 'text-ink-3 hover:text-ink',
          )}
        >
          {icons[name]}
        </button>
      ))}
    </fieldset>
  )
}
