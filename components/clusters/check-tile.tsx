import { Sparkline } from '@/components/data/sparkline'
import { Ago } from '@/components/ui/ago'
import { cx } from '@/components/ui/class-names'
import { StatusMark } from '@/components/ui/status-mark'
import { TimeAt } from '@/components/ui/time-at'
import type { Check } from '@/lib/clusters/schema'
import { CheckOffenders } from './check-offenders'
import {
  checkExact,
  checkLine,
  checkLongTitle,
  checkRule,
  checkTitle,
  checkValue,
  sourceWords,
} from './check-words'

const ground: Record<Check['status'], string> = {
  ok: 'bg-panel',
  pending: 'bg-raise',
  warning: 'bg-warning-bg',
  critical: 'bg-critical-bg',
  unknown: 'bg-raise outline-1 -outline-offset-1 outline-dashed outline-hatch',
  not_measured: 'bg-raise',
}

/**
 * One of the seven checks: value, what it is judged by, state and since when, its last hour with the
 * threshold, who offends, and where the number came from and how old it is.
 */
export const CheckTile = ({
  check,
  clusterId,
  spark,
  note,
}: {
  check: Check
  clusterId: string
  spark: (number | null)[]
  /** A further fact after the rule: `node 3`. */
  note?: string | null
}) => {
  const { value, unit } = checkValue(check)
  const bad = check.status === 'critical' || check.status === 'warning'
  return (
    <section
      aria-label={checkLongTitle[check.check]}
      className={cx(
        'row-span-6 grid min-w-0 grid-rows-subgrid gap-y-0 px-2.5 pt-2.5 pb-2',
        ground[check.status],
      )}
    >
      <div className="mb-1 flex min-h-5 flex-wrap items-start justify-between gap-x-1.5">
        <h2 className="text-xs font-medium whitespace-nowrap text-ink-2">
          {checkTitle[check.check]}
        </h2>
        {check.status === 'ok' || check.status === 'not_measured' ? null : (
          <StatusMark status={check.status} className="text-2xs" />
        )}
      </div>
      <p className="live flex flex-wrap items-baseline gap-x-1.5 text-2xl leading-tight font-semibold tracking-[-0.02em]">
        <span className="whitespace-nowrap" data-tip={checkExact(check)}>
          {value}
        </span>{' '}
        <span className="text-sm leading-tight font-medium tracking-normal text-ink-2">{unit}</span>
      </p>
      <p className="mt-0.5 text-2xs text-ink-3">
        {checkRule(check)}
        {note ? ` · ${note}` : ''}
        {bad && check.since ? (
          <>
            {check.reason === null ? ' ' : ' · '}since <TimeAt at={check.since} />
          </>
        ) : null}
      </p>
      <Sparkline
        values={spark}
        height={26}
        threshold={checkLine(check)}
        className="mt-2 block w-full"
      />
      <CheckOffenders check={check} clusterId={clusterId} />
      <p className="mt-1 text-2xs text-ink-3">
        {check.status === 'not_measured' ? (
          'no source'
        ) : (
          <>
            {sourceWords(check.source)} · <Ago at={check.observedAt} form="old" />
          </>
        )}
      </p>
    </section>
  )
}
