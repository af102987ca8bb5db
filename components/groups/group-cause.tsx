import { cx } from '@/components/ui/class-names'
import type { GroupDetail } from '@/lib/groups/schema'

/** The likely cause with its evidence; nothing when nothing stands out. */
export const GroupCause = ({ group }: { group: GroupDetail }) => {
  if (!group.cause) return null
  const critical = group.status === 'critical'
  return (
    <p
      className={cx(
        'mb-4.5 rounded-r-md border-l-3 px-3 py-2',
        critical ? 'border-critical bg-critical-bg' : 'border-warning bg-warning-bg',
      )}
    >
      <b className="font-semibold">{group.cause.title}</b>{' '}
      <span className="text-ink-2">{group.cause.evidence}</span>
    </p>
  )
}
