import type { InputHTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from './class-names'

/** One line of text with its name for screen readers (or a visible one outside). */
export const TextInput = ({
  label,
  icon,
  className,
  ref,
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & {
  label: string
  icon?: ReactNode
  ref?: Ref<HTMLInputElement>
}) => (
  <span className={cx('relative inline-flex items-center', className)}>
    {icon ? (
      <span className="pointer-events-none absolute left-2 text-ink-3" aria-hidden="true">
        {icon}
      </span>
    ) : null}
    <input
      ref={ref}
      aria-label={label}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="none"
      className={cx(
        'min-h-7 w-full rounded-md border border-line-strong bg-panel pr-2 text-sm text-ink touch:min-h-11 touch:text-[1rem]',
        icon ? 'pl-7' : 'pl-2',
      )}
      {...rest}
    />
  </span>
)
