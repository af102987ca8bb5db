'use client'
import { type ReactNode, useId, useRef } from 'react'
import { buttonClass } from './button'

/**
 * A button with a small panel below it, out of the browser's own popover: it closes on Escape and on
 * a click beside it, gives focus back, and costs no script.
 */
export const Popover = ({
  label,
  button,
  children,
  buttonProps = {},
}: {
  /** The name of the button and of the panel. */
  label: string
  button: ReactNode
  /** Called with a function that closes the panel. */
  children: (close: () => void) => ReactNode
  buttonProps?: Record<`data-${string}`, string>
}) => {
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const place = () => {
    const around = anchor.current?.getBoundingClientRect()
    const box = panel.current
    if (!around || !box) return
    const right = Math.max(8, document.documentElement.clientWidth - around.right)
    box.style.top = `${around.bottom + 6}px`
    box.style.right = `${Math.min(right, document.documentElement.clientWidth - box.offsetWidth - 8)}px`
  }
  return (
    <>
      <button
        ref={anchor}
        type="button"
        popoverTarget={id}
        aria-label={label}
        className={buttonClass()}
        {...buttonProps}
      >
        {button}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onToggle={(event) => {
          if (event.newState !== 'open') return
          place()
          panel.current?.querySelector<HTMLElement>('[data-autofocus], button, input')?.focus()
        }}
        className="fixed inset-auto m-0 max-w-[calc(100vw-1rem)] rounded-lg border border-line-strong bg-panel p-3 text-ink shadow-pop"
      >
        {children(() => panel.current?.hidePopover())}
      </div>
    </>
  )
}
