import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** The web process's metrics about itself, one registry a process, kept across reloads. */
type Instruments = {
  registry: Registry
  requests: Histogram<'route' | 'status'>
  polls: Counter<'cluster' | 'outcome'>
  liveReads: Counter<'cluster' | 'via'>
  detailReads: Counter<'cluster' | 'result'>
  liveAge: Gauge<'cluster'>
}

const kept = globalThis as { highwaterInstruments?: Instruments }

function create(): Instruments {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: 'highwater_http_request_seconds',
      help: 'Time to answer a request, by route template',
      labelNames: ['route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2, 5],
      registers,
    }),
    polls: new Counter({
      name: 'highwater_web_polls_total',
      help: 'Polls the web process made itself because the stored snapshot was old or a person asked',
      labelNames: ['cluster', 'outcome'],
      registers,
    }),
    liveReads: new Counter({
      name: 'highwater_live_reads_total',
      help: 'Reads of a cluster by whose poll answered them: collector, web or none',
      labelNames: ['cluster', 'via'],
      registers,
    }),
    detailReads: new Counter({
      name: 'highwater_detail_reads_total',
      help: 'Live reads of one open thing: hit (remembered), ask (a broker was asked), fail',
      labelNames: ['cluster', 'result'],
      registers,
    }),
    liveAge: new Gauge({
      name: 'highwater_snapshot_age_seconds',
      help: 'Age of the newest broker observation of a cluster; absent when there is none',
      labelNames: ['cluster'],
      registers,
    }),
  }
}

/** The instruments of this process. */
export function instruments(): Instruments {
  kept.highwaterInstruments ??= create()
  return kept.highwaterInstruments
}

/** Time to answer, by route template and status. */
export const requestSeconds = (): Histogram<'route' | 'status'> => instruments().requests
