import { EmptyNote } from '@/components/data/empty-note'
import { Panel } from '@/components/ui/panel'
import { StatusMark } from '@/components/ui/status-mark'
import { UnknownValue } from '@/components/ui/unknown-value'
import { UsageBar } from '@/components/ui/usage-bar'
import type { BrokerDetail, LogDirItem } from '@/lib/brokers/schema'
import { bytes, percent } from '@/lib/format'
import { DISK_WARNING } from './broker-words'

const Dir = ({ dir, why }: { dir: LogDirItem; why: string }) => (
  <li className="grid items-center gap-x-4 gap-y-1 border-b border-line px-3.5 py-2 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_minmax(8rem,1.2fr)_13rem]">
    <span className="mono min-w-0 wrap-anywhere">{dir.path}</span>
    <UsageBar value={dir.usedPercent} mark={DISK_WARNING} label={`Disk of ${dir.path}`} />
    <span className="text-ink-2">
      {dir.error ? (
        <StatusMark status="critical" word={`offline: ${dir.error}`} />
      ) : dir.usedPercent === null ? (
        <UnknownValue reason={why} />
      ) : (
        <>
          {percent(dir.usedPercent)}
          <span className="text-ink-3">
            {' '}
            · {bytes(dir.usedBytes)} of {bytes(dir.totalBytes)}
          </span>
        </>
      )}
    </span>
  </li>
)

/** Each log dir with its own bar: the check is the worst, an offline one is critical. */
export const LogDirs = ({ broker }: { broker: BrokerDetail }) => (
  <Panel flush title="Log dirs" note="75 % marked" className="mb-4.5">
    {broker.logDirs.length > 0 ? (
      <ul>
        {broker.logDirs.map((dir) => (
          <Dir key={dir.path} dir={dir} why={broker.failure ?? 'needs Kafka ≥ 3.3'} />
        ))}
      </ul>
    ) : (
      <EmptyNote
        empty={{
          kind: 'not_collected',
          title: 'Its log dirs are not known',
          text: broker.failure ?? 'It has not told them yet.',
        }}
      />
    )}
  </Panel>
)
