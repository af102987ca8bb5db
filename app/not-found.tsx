import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'

/** No inline styles here: Next's own page has them, and the content policy refuses them. */
const NotFound = () => (
  <main className="mx-auto max-w-prose px-6 py-24">
    <h1>There is no such page</h1>
    <p className="mt-2 text-ink-2">
      The address may hold a group or topic that was deleted, or a cluster that is not configured.
    </p>
    <Link href="/" className={`${buttonClass('plain', 'medium')} mt-6`}>
      All clusters
    </Link>
  </main>
)

export default NotFound
