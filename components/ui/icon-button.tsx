import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { cx } from './class-names'

/** A square button with an icon; `label` is its name and its tooltip. */
export const IconButton = ({
  label,
  children,
  className,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { label: string; children: ReactNode }) => (
  <button
    type="button"
    aria-label={label}
    data-tip={label}
    className={cx(
      'inline-grid size-7 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-track hover:text-ink touch:size-11',
      'disabled:cursor-not-allowed disabled:opacity-55',
      className,
    )}
    {...rest}
  >
    {children}
  </button>
)
