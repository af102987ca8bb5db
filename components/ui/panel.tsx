import { type ReactNode, useId } from 'react'
import { cx } from './class-names'

/** A bordered section with a heading; `note` stands beside the heading, `actions` at the far end. */
export const Panel = ({
  title,
  note,
  actions,
  children,
  className,
  flush,
}: {
  title: string
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
  /** No padding: for tables and lists that reach the border. */
  flush?: boolean
}) => {
  const id = useId()
  return (
    <section aria-labelledby={id} className={cx('panel min-w-0 overflow-clip', className)}>
      <header className="flex min-h-10 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line px-3.5 py-2">
        <h2 id={id}>{title}</h2>
        {note ? <span className="text-xs text-ink-3">{note}</span> : null}
        {actions ? <div className="ml-auto flex items-center gap-3">{actions}</div> : null}
      </header>
      <div className={flush ? undefined : 'px-3.5 py-3'}>{children}</div>
    </section>
  )
}
