import { createServer, type Server } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the collector tells about itself. */
export type CollectorMetrics = ReturnType<typeof createMetrics>

/** Its own registry, so that several collectors can live in one process of a test. */
export const createMetrics = () => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const labelNames = ['cluster']
  const registers = [registry]
  const counter = (name: string, help: string) =>
    new Counter({ name: `highwater_collector_${name}`, help, labelNames, registers })
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `highwater_collector_${name}`, help, labelNames, registers })
  const histogram = (name: string, help: string) =>
    new Histogram({
      name: `highwater_collector_${name}`,
      help,
      labelNames,
      registers,
      buckets: [0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    })
  return {
    registry,
    polls: counter('polls_total', 'Polls that reached the cluster'),
    unreachable: counter('unreachable_polls_total', 'Polls that reached no broker'),
    failures: counter('failures_total', 'Ticks that failed for a reason of our own'),
    late: counter('late_ticks_total', 'Ticks that began later than half a tick'),
    spooled: counter('spooled_total', 'Polls put on disk while Postgres was away'),
    replayed: counter('replayed_total', 'Polls stored from disk later'),
    dropped: counter('spool_dropped_total', 'Polls dropped because the spool was full'),
    holds: gauge('holds_lease', '1 while this collector polls the cluster'),
    lastPoll: gauge('last_poll_timestamp_seconds', 'When the cluster was last observed'),
    tick: gauge('tick_seconds', 'The tick in use'),
    pollSeconds: histogram('poll_seconds', 'How long polls take'),
    writeSeconds: histogram('write_seconds', 'How long storing a poll takes'),
  }
}

/**
 * Serves `/metrics`, `/health/live` and `/health/ready` on loopback. Ready means `isReady()`.
 * @param port 0 takes a free one
 */
export const serveMetrics = (
  metrics: CollectorMetrics,
  port: number,
  isReady: () => Promise<boolean>,
): Promise<Server> => {
  const server = createServer(async (request, response) => {
    const answer = (status: number, text: string, type = 'text/plain; charset=utf-8') =>
      response.writeHead(status, { 'content-type': type }).end(text)
    if (request.url === '/metrics') {
      answer(200, await metrics.registry.metrics(), metrics.registry.contentType)
    } else if (request.url === '/health/live') answer(200, 'live\n')
    else if (request.url === '/health/ready') {
      const ready = await isReady()
      answer(ready ? 200 : 503, ready ? 'ready\n' : 'not ready\n')
    } else answer(404, 'not found\n')
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
