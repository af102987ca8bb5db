import { Badge } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'
import { MiddleName } from '@/components/ui/middle-name'
import { StatusMark } from '@/components/ui/status-mark'
import { TimeAt } from '@/components/ui/time-at'
import type { GroupDetail } from '@/lib/groups/schema'

/** Name, type, Kafka's state, and our status with its time. OK is quiet and says nothing. */
export const GroupHeader = ({ group }: { group: GroupDetail }) => (
  <header className="mb-3 flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
    <h1 className="min-w-0 max-w-full">
      <MiddleName name={group.id} />
    </h1>
    <CopyButton value={group.id} what="group id" />
    <Badge>{group.type}</Badge>
    <Badge tone={group.state === 'Stable' ? 'plain' : 'info'}>{group.state}</Badge>
    {group.status === 'ok' ? null : (
      <span className="inline-flex flex-wrap items-center gap-x-1">
        <StatusMark status={group.status} />
        {group.since ? (
          <span className="text-xs text-ink-2">
            since <TimeAt at={group.since} />
          </span>
        ) : null}
        {group.statusReason ? (
          <span className="text-xs text-ink-2">· {group.statusReason}</span>
        ) : null}
      </span>
    )}
  </header>
)
