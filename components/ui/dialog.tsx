'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { cx } from './class-names'

/** A modal dialog: focus goes in and comes back, Escape closes, the page behind is inert. */
export const Dialog = ({
  open,
  onOpenChange,
  title,
  hideTitle,
  children,
  initialFocus,
  className,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  hideTitle?: boolean
  children: ReactNode
  initialFocus?: RefObject<HTMLElement | null>
  className?: string
}) => (
  <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
    <Base.Portal>
      <Base.Backdrop className="fixed inset-0 z-40 bg-backdrop" />
      <Base.Popup
        initialFocus={initialFocus}
        className={cx(
          'fixed top-[8vh] left-1/2 z-50 flex max-h-[84vh] w-[min(40rem,calc(100vw-1.5rem))] -translate-x-1/2 flex-col',
          'overflow-hidden rounded-lg border border-line-strong bg-panel text-ink shadow-pop',
          className,
        )}
      >
        <div
          className={cx('flex items-center border-b border-line px-4 py-2', hideTitle && 'sr-only')}
        >
          <Base.Title className="text-base font-semibold">{title}</Base.Title>
          <Base.Close
            aria-label="Close"
            className="ml-auto inline-grid size-7 place-items-center rounded-md text-ink-2 hover:bg-track touch:size-11"
          >
            <X size={15} aria-hidden="true" />
          </Base.Close>
        </div>
        {children}
      </Base.Popup>
    </Base.Portal>
  </Base.Root>
)
