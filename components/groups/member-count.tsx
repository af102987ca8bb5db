import { UnknownValue } from '@/components/ui/unknown-value'
import { count } from '@/lib/format'

/** How many members a group has; `—` until its coordinator described it. */
export const MemberCount = ({ members }: { members: number | null }) =>
  members === null ? <UnknownValue reason="not described yet" /> : count(members)
