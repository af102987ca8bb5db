'use client'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { cx } from '@/components/ui/class-names'
import { Dialog } from '@/components/ui/dialog'
import { MiddleName } from '@/components/ui/middle-name'
import { type RecentPlace, rememberPlace } from './recent-places'
import { usePaletteResults } from './use-palette-results'
import { usePlace } from './use-place'

/** Jump anywhere by name: arrows choose, Enter opens, Ctrl or ⌘ Enter opens a tab. */
export const CommandPalette = ({ onClose }: { onClose: () => void }) => {
  const router = useRouter()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { clusterId, clusters, cluster } = usePlace()
  const { sections, searching } = usePaletteResults(useDeferredValue(text), clusterId, clusters)
  const items = sections.flatMap((section) => section.items)
  const chosen = Math.min(at, Math.max(0, items.length - 1))

  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen row scrolls into sight
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  const open = (place: RecentPlace, inTab: boolean) => {
    rememberPlace(place)
    if (inTab) window.open(place.href, '_blank', 'noopener')
    else router.push(place.href)
    onClose()
  }
  let position = -1
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title="Search and jump"
      hideTitle
      initialFocus={input}
    >
      <input
        ref={input}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={items.length > 0 ? `${id}-${chosen}` : undefined}
        aria-label="Search clusters, groups, topics and brokers"
        placeholder={`Groups, topics and brokers ${clusterId ? `of ${cluster?.name ?? clusterId}` : ''}, clusters`}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          const place = items[chosen]
          if (event.key === 'ArrowDown') setAt((chosen + 1) % Math.max(1, items.length))
          else if (event.key === 'ArrowUp') {
            setAt((chosen + items.length - 1) % Math.max(1, items.length))
          } else if (event.key === 'Enter' && place) open(place, event.ctrlKey || event.metaKey)
          else return
          event.preventDefault()
        }}
        className="w-full border-b border-line bg-transparent px-4 py-3 text-[1rem] outline-none"
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label="Results"
        className="min-h-24 overflow-y-auto p-1.5"
      >
        {sections.map((section) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
          <div key={section.title} role="group" aria-label={section.title}>
            <p aria-hidden="true" className="px-2.5 pt-2 pb-1 text-2xs font-medium text-ink-3">
              {section.title}
            </p>
            {section.items.map((place) => {
              position++
              const own = position
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the input above has the keys
                <div
                  key={place.href}
                  id={`${id}-${own}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={own === chosen}
                  onPointerMove={() => setAt(own)}
                  onClick={(event) => open(place, event.ctrlKey || event.metaKey)}
                  className={cx(
                    'flex min-h-8 cursor-pointer items-center gap-4 rounded-md px-2.5 touch:min-h-11',
                    own === chosen && 'bg-track',
                  )}
                >
                  <MiddleName name={place.label} className="font-medium" />
                  <span className="ml-auto shrink-0 text-xs text-ink-3">{place.hint}</span>
                </div>
              )
            })}
          </div>
        ))}
        {items.length === 0 ? (
          <p className="px-2.5 py-6 text-center text-ink-3">
            {searching ? 'Looking' : `Nothing is named like “${text}”`}
          </p>
        ) : null}
      </div>
      <p role="status" className="sr-only">
        {items.length} results
      </p>
    </Dialog>
  )
}
