import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'

/** What an address that leads nowhere says. No inline styles: Next's own page has them. */
export const NotFoundNote = () => (
  <div className="mx-auto max-w-prose py-20">
    <h1>There is no such page</h1>
    <p className="mt-2 text-ink-2">
      The address may hold a group or topic that was deleted, or a cluster that is not configured.
    </p>
    <Link href="/" className={`${buttonClass('plain', 'medium')} mt-6`}>
      All clusters
    </Link>
  </div>
)
