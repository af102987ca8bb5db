import Link from 'next/link'
import type { ReactNode } from 'react'
import { cx } from '@/components/ui/class-names'

/** One entry of the sidebar with its count. */
export const NavLink = ({
  href,
  on,
  count,
  children,
}: {
  href: string
  on: boolean
  count?: string
  children: ReactNode
}) => (
  <Link
    href={href}
    aria-current={on ? 'page' : undefined}
    className={cx(
      'flex min-h-8 items-center justify-between rounded-md px-2.5 touch:min-h-11',
      on ? 'bg-track font-medium text-ink' : 'text-ink-2 hover:bg-raise hover:text-ink',
    )}
  >
    {children}
    {count ? <span className="text-xs">{count}</span> : null}
  </Link>
)
