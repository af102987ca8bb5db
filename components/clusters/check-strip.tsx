import { cx } from '@/components/ui/class-names'
import { statusWord } from '@/components/ui/status-mark'
import { StatusShape } from '@/components/ui/status-shape'
import type { Check } from '@/lib/clusters/schema'
import { checkLongTitle, checkRule, checkValue } from './check-words'

const look = {
  ok: 'bg-track',
  critical: 'bg-critical-bg text-critical',
  warning: 'bg-warning-bg text-warning',
  pending: 'bg-warning-bg text-ink',
  unknown: 'border border-dashed border-hatch text-ink-3',
  not_measured: 'border border-dashed border-line-strong',
}

/** The seven checks as seven cells in their fixed order, each with its words for who hovers or hears. */
export const CheckStrip = ({ checks }: { checks: Check[] }) => (
  <ul
    className="inline-grid align-middle auto-cols-[1.375rem] grid-flow-col gap-[3px]"
    aria-label="Checks"
  >
    {checks.map((check) => {
      const { value, unit } = checkValue(check)
      const words = `${checkLongTitle[check.check]}: ${statusWord[check.status]}, ${value} ${unit} (${checkRule(check)})`
      return (
        <li
          key={check.check}
          data-tip={words}
          className={cx('grid h-5 place-items-center rounded', look[check.status])}
        >
          <StatusShape status={check.status} size={10} />
          <span className="sr-only">{words}</span>
        </li>
      )
    })}
  </ul>
)
