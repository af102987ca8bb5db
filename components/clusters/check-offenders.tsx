import Link from 'next/link'
import { MiddleName } from '@/components/ui/middle-name'
import type { Check } from '@/lib/clusters/schema'
import { count } from '@/lib/format'
import { checkLongTitle, offenderHref, offenderName } from './check-words'

/** The worst offender as a link, and the others behind one step; nothing when there is none. */
export const CheckOffenders = ({ check, clusterId }: { check: Check; clusterId: string }) => {
  const [worst, ...others] = check.offenders
  if (!worst) return <div />
  const line = (offender: Check['offenders'][number]) => {
    const href = offenderHref(clusterId, offender)
    const name = <MiddleName name={offenderName(offender)} />
    return href ? (
      <Link
        href={href}
        className="flex min-h-6 min-w-0 items-center underline decoration-line-strong underline-offset-2 hover:decoration-ink"
        data-tip={offender.text}
      >
        {name}
      </Link>
    ) : (
      name
    )
  }
  return (
    <div className="text-xs">
      {line(worst)}
      {others.length > 0 ? (
        <details>
          <summary className="min-h-6 content-center text-ink-3 touch:min-h-11">
            {count(check.offenderCount - 1)} more
            <span className="sr-only"> for {checkLongTitle[check.check]}</span>
          </summary>
          <ul className="flex flex-col gap-0.5">
            {others.map((offender) => (
              <li key={`${offender.kind}:${offender.name}:${offender.partition}:${offender.text}`}>
                {line(offender)}
              </li>
            ))}
            {check.offenderCount > check.offenders.length ? (
              <li className="text-ink-3">
                and {count(check.offenderCount - check.offenders.length)} more
              </li>
            ) : null}
          </ul>
        </details>
      ) : null}
    </div>
  )
}
