'use client'
import { Menu as Base } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { buttonClass } from './button'

export type MenuItem = {
  label: string
  hint?: string
  disabled?: boolean
  onSelect: () => void
}

/** A button that opens a short list of actions. */
export const Menu = ({
  label,
  children,
  items,
}: {
  label: string
  children: ReactNode
  items: MenuItem[]
}) => (
  <Base.Root>
    <Base.Trigger className={buttonClass()} aria-label={label}>
      {children}
    </Base.Trigger>
    <Base.Portal>
      <Base.Positioner sideOffset={4} align="end" className="z-40">
        <Base.Popup className="min-w-44 rounded-lg border border-line-strong bg-panel p-1 shadow-pop outline-none">
          {items.map((item) => (
            <Base.Item
              key={item.label}
              disabled={item.disabled}
              onClick={item.onSelect}
              className="flex cursor-default items-baseline gap-4 rounded-md px-2.5 py-1.5 data-disabled:opacity-55 data-highlighted:bg-track touch:min-h-11"
            >
              {item.label}
              {item.hint ? <span className="ml-auto text-xs text-ink-3">{item.hint}</span> : null}
            </Base.Item>
          ))}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
