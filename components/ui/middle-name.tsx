import { cx } from './class-names'

/** Names that differ do so mostly at their ends: `orders.pay…created.v2`. */
const tailLength = 10

/**
 * A name cut in the middle when its place is too narrow, whole for screen readers, for selection
 * and in the tip. Its parent needs `min-w-0`.
 */
export const MiddleName = ({ name, className }: { name: string; className?: string }) => {
  if (name.length <= tailLength + 6)
    return <span className={cx('whitespace-nowrap', className)}>{name}</span>
  const cut = name.length - tailLength
  return (
    <span className={cx('flex min-w-0 max-w-full', className)} data-tip={name}>
      <span className="sr-only">{name}</span>
      <span aria-hidden="true" className="truncate">
        {name.slice(0, cut)}
      </span>
      <span aria-hidden="true" className="shrink-0 whitespace-pre">
        {name.slice(cut)}
      </span>
    </span>
  )
}
