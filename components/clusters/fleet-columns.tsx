import type { Column } from '@/components/data/column'
import { Sparkline } from '@/components/data/sparkline'
import { environmentTone, environmentWord } from '@/components/ui/environment'
import { EnvironmentBar } from '@/components/ui/environment-bar'
import { MiddleName } from '@/components/ui/middle-name'
import { StatusMark } from '@/components/ui/status-mark'
import { TimeAt } from '@/components/ui/time-at'
import type { ClusterItem } from '@/lib/clusters/schema'
import { about, compact, count, UNKNOWN } from '@/lib/format'
import { CheckStrip } from './check-strip'
import { checkShortTitle } from './check-words'
import { FleetAge } from './fleet-age'
import { sentence } from './fleet-words'

/** The fleet's row: what is wrong as a sentence, the seven checks, who is worst, and how old it is. */
export const fleetColumns: Column<ClusterItem>[] = [
  {
    key: 'name',
    header: 'Cluster',
    card: 'title',
    cell: (cluster) => (
      <span className="inline-flex items-center gap-2.5 align-middle">
        <EnvironmentBar tone={environmentTone(cluster.environment)} />
        <span className="whitespace-nowrap" data-tip={environmentWord(cluster.environment)}>
          {cluster.name}
        </span>
      </span>
    ),
  },
  {
    key: 'status',
    header: 'State',
    card: 'state',
    cell: (cluster) => <StatusMark status={cluster.status} />,
  },
  {
    key: 'headline',
    header: 'What, worst first',
    width: 'min-w-56',
    card: 'wide',
    cell: (cluster) => (
      <span className={`max-md:basis-full ${cluster.status === 'ok' ? 'text-ink-3' : 'text-ink'}`}>
        {sentence(cluster)}
      </span>
    ),
  },
  {
    key: 'since',
    header: 'since',
    align: 'right',
    cell: (cluster) => (cluster.status === 'ok' ? '' : <TimeAt at={cluster.since} />),
  },
  {
    key: 'brokers',
    header: 'brokers',
    align: 'right',
    tip: 'Brokers answering, of all that are known',
    cell: (cluster) => `${count(cluster.brokersUp)} / ${count(cluster.brokersTotal)}`,
  },
  {
    key: 'checks',
    header: Object.values(checkShortTitle).join(' · '),
    card: 'line',
    cell: (cluster) => <CheckStrip checks={cluster.checks} />,
  },
  {
    key: 'group',
    header: 'worst group',
    width: 'max-w-44',
    cell: (cluster) => (cluster.worstGroup ? <MiddleName name={cluster.worstGroup.id} /> : UNKNOWN),
  },
  {
    key: 'lag',
    header: 'lag',
    align: 'right',
    card: 'line',
    cardLabel: 'worst lag',
    cell: ({ worstGroup }) => {
      if (!worstGroup) return UNKNOWN
      const bound = worstGroup.lagComplete ? '' : '≥ '
      const messages = `${bound}${compact(worstGroup.lagMessages)}`
      return (
        <span data-tip={`${bound}${count(worstGroup.lagMessages)} messages`}>
          {worstGroup.lagSeconds === null ? messages : about(worstGroup.lagSeconds)}
        </span>
      )
    },
  },
  {
    key: 'spark',
    header: 'total lag, 1 h',
    width: 'w-30',
    cell: (cluster) => (
      <span data-tip={`${compact(cluster.totalLagMessages)} messages behind in all`}>
        <Sparkline values={cluster.lagSpark} />
      </span>
    ),
  },
  {
    key: 'age',
    header: 'age',
    align: 'right',
    card: 'line',
    cell: (cluster) => <FleetAge freshness={cluster.freshness} />,
  },
]
