import type { ReactNode } from 'react'
import { cx } from '@/components/ui/class-names'

/**
 * Four different kinds of nothing: nothing exists (how to start), nothing matches (clear the
 * filter), no permission (which ACL), not collected yet (when).
 */
export type Empty = {
  kind: 'nothing_exists' | 'nothing_matches' | 'no_permission' | 'not_collected'
  title: string
  text?: ReactNode
  action?: ReactNode
}

/** A kind of nothing, said plainly where the rows would be. */
export const EmptyNote = ({ empty }: { empty: Empty }) => (
  <div
    className={cx(
      'm-3 flex min-h-28 flex-col items-center justify-center gap-1 rounded-md px-4 py-6 text-center',
      // What is only not known must never look like an empty, healthy place.
      (empty.kind === 'no_permission' || empty.kind === 'not_collected') &&
        'border border-dashed border-hatch',
    )}
  >
    <p className="font-medium">{empty.title}</p>
    {empty.text ? <p className="max-w-prose text-sm text-ink-3">{empty.text}</p> : null}
    {empty.action ? <div className="mt-2">{empty.action}</div> : null}
  </div>
)
