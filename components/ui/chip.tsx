import type { ReactNode } from 'react'
import { cx } from './class-names'

/** A quiet bordered control or fact in a bar: same height as a button, not clickable itself. */
export const Chip = ({ children, className }: { children: ReactNode; className?: string }) => (
  <span
    className={cx(
      'inline-flex min-h-7 items-center gap-1.5 whitespace-nowrap rounded-md border border-line bg-panel px-2 text-sm text-ink-2',
      className,
    )}
  >
    {children}
  </span>
)
