import type { Status } from '@/components/ui/status-shape'

/** A page's first sentence, worst first; its emphasis in the colour of the status, a quieter line below. */
export const Headline = ({
  status,
  emphasis,
  rest,
  detail,
}: {
  status: Status
  emphasis: string
  rest: string
  detail: string
}) => (
  <div className="mb-4.5">
    <h1>
      {emphasis ? <span className={tone[status] ?? ''}>{emphasis}</span> : null}
      {emphasis && rest ? ' ' : null}
      {rest}
    </h1>
    {detail ? <p className="mt-1 text-ink-2">{detail}</p> : null}
  </div>
)

const tone: Partial<Record<Status, string>> = {
  critical: 'text-critical',
  warning: 'text-warning',
  // Not seen is no colour of its own: the words and the dashed places below carry it.
  unknown: 'text-ink',
}
