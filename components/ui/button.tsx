import type { ButtonHTMLAttributes } from 'react'
import { cx } from './class-names'

const kinds = {
  plain: 'border-line-strong bg-panel text-ink hover:bg-raise',
  quiet: 'border-transparent bg-transparent text-ink-2 hover:bg-track hover:text-ink',
  primary: 'border-ink bg-ink text-panel hover:opacity-90',
  danger: 'border-critical bg-panel text-critical hover:bg-critical-bg',
}

const sizes = {
  small: 'min-h-7 px-2 text-sm touch:min-h-11 touch:px-3',
  medium: 'min-h-8 px-3 text-base touch:min-h-11',
}

/** The class names of a button, for links that look like one. */
export const buttonClass = (
  kind: keyof typeof kinds = 'plain',
  size: keyof typeof sizes = 'small',
) =>
  cx(
    'inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium',
    'disabled:cursor-not-allowed disabled:opacity-55',
    kinds[kind],
    sizes[size],
  )

/** At least 28 px high, 44 px where fingers are used. */
export const Button = ({
  kind = 'plain',
  size = 'small',
  className,
  type = 'button',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  kind?: keyof typeof kinds
  size?: keyof typeof sizes
}) => <button type={type} className={cx(buttonClass(kind, size), className)} {...rest} />
