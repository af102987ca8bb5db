import { UNKNOWN } from '@/lib/format'

/** `—` with the reason it is not known: in the tip, and in words for a screen reader. */
export const UnknownValue = ({ reason }: { reason: string }) => (
  <span data-tip={reason} className="text-ink-3">
    <span aria-hidden="true">{UNKNOWN}</span>
    <span className="sr-only">unknown: {reason}</span>
  </span>
)
