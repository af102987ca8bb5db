import { TimeAt } from '@/components/ui/time-at'
import { UnknownValue } from '@/components/ui/unknown-value'
import { UsageBar } from '@/components/ui/usage-bar'
import type { BrokerItem } from '@/lib/brokers/schema'
import { percent } from '@/lib/format'
import { DISK_WARNING, runwayWords } from './broker-words'

/** The fullest log dir as a bar with the warning mark, its percentage, and when it will be full. */
export const DiskCell = ({ broker }: { broker: BrokerItem }) => (
  <span className="flex items-center gap-3">
    <span className="w-28 shrink-0">
      <UsageBar
        value={broker.diskUsedPercent}
        mark={DISK_WARNING}
        label={`Disk of broker ${broker.id}`}
      />
    </span>
    <span className="whitespace-nowrap text-ink-2">
      {broker.diskUsedPercent === null ? (
        <>
          <UnknownValue reason={broker.failure ?? 'its log dirs have not been told yet'} />
          {broker.diskLastPercent === null ? null : (
            <>
              {' '}
              · {percent(broker.diskLastPercent)} at <TimeAt at={broker.diskObservedAt} />
            </>
          )}
        </>
      ) : (
        <>
          {percent(broker.diskUsedPercent)}
          {runwayWords(broker.diskRunwaySeconds) ? (
            <span className="text-ink-3"> · {runwayWords(broker.diskRunwaySeconds)}</span>
          ) : null}
        </>
      )}
    </span>
  </span>
)
