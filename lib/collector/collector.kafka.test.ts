import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalCluster, startCluster } from '../../tools/kafka/local-cluster.ts'
import { runKafkaTool } from '../../tools/kafka/tool.ts'
import { migrate } from '../../tools/migrate.ts'
import { type Postgres, startPostgres } from '../../tools/postgres.ts'
import { collectorOptions, createPool } from '../db/pool.ts'
import { readLive } from '../history/live.ts'
import { outagesWithin } from '../history/outages.ts'
import { decodeLive } from '../snapshot/codec.ts'

/** Real brokers, a Postgres of its own that can be stopped, and collectors as processes that can be killed. */

const root = join(import.meta.dirname, '../..')
const home = mkdtempSync(join(tmpdir(), 'highwater-collector-'))
chmodSync(home, 0o755) // Postgres may run under another account, and has its data in here
const spool = join(home, 'spool')
const topic = 'orders.created'

let cluster: LocalCluster
let postgres: Postgres
let pool: pg.Pool
const children: ChildProcess[] = []

const eventually = async <T>(what: string, look: () => Promise<T | null | false>): Promise<T> => {
  const deadline = Date.now() + 60_000
  for (;;) {
    const found = await look().catch(() => null)
    if (found !== null && found !== false) return found
    if (Date.now() > deadline) throw new Error(`never seen: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 200)) // between two looks at the fact
  }
}

const createTopic = (name: string) =>
  runKafkaTool(cluster, 'org.apache.kafka.tools.TopicCommand', [
    ...['--create', '--topic', name, '--partitions', '3', '--replication-factor', '1'],
  ])

const startCollector = (holder: string): ChildProcess => {
  const child = spawn(process.execPath, [join(root, 'tools/collector.ts')], {
    cwd: home,
    env: {
      ...process.env,
      APP_DATABASE_URL: postgres.appUrl,
      HIGHWATER_CONFIG: join(home, 'config.yaml'),
      HIGHWATER_INSTANCE: holder,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  children.push(child)
  return child
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

const holderNow = async (): Promise<string | null> => {
  const { rows } = await pool.query<{ holder: string }>('SELECT holder FROM collector_lease')
  return rows[0]?.holder ?? null
}

const tickTimes = async (): Promise<number[]> => {
  const { rows } = await pool.query<{ at: Date }>('SELECT at FROM history.tick ORDER BY at')
  return rows.map((row) => row.at.getTime())
}

const ticksAfter = (time: number, count: number) =>
  eventually(`${count} polls stored after ${new Date(time).toISOString()}`, async () => {
    const later = (await tickTimes()).filter((at) => at > time)
    return later.length >= count && later
  })

beforeAll(async () => {
  cluster = await startCluster({
    folder: join(home, 'kafka'),
    brokers: 1,
    heapMb: 256,
    jmx: false,
    config: { 'offsets.topic.replication.factor': '1', 'min.insync.replicas': '1' },
  })
  postgres = await startPostgres(join(home, 'postgres'), { port: 19_432, volatile: true })
  await migrate(postgres.ownerUrl)
  pool = createPool(postgres.appUrl, collectorOptions)
  mkdirSync(spool)
  writeFileSync(
    join(home, 'config.yaml'),
    `clusters:
  - id: local
    bootstrapServers: ["${cluster.bootstrap}"]
    poll: { tickMs: 1000 }
spool: { folder: "${spool}" }
`,
  )
  await createTopic(topic)
  await runKafkaTool(cluster, 'org.apache.kafka.tools.ProducerPerformance', [
    ...['--topic', topic, '--num-records', '1234', '--record-size', '10', '--throughput', '-1'],
  ])
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(children.map(ended))
  await pool?.end()
  await postgres?.stop()
  await cluster?.stop()
  rmSync(home, { recursive: true, force: true })
})

describe('a collector', () => {
  it('stores what the brokers say, and goes on where the one that was killed had ended', async () => {
    const first = startCollector('first')
    const live = await eventually('the topic in the live row', async () => {
      const row = await readLive(pool, 'local')
      const record = row && decodeLive(row.bytes)
      return record?.snapshot.topics.find((t) => t.name === topic) ?? null
    })
    expect(live.partitions).toHaveLength(3)
    expect(live.partitions.reduce((sum, p) => sum + (p.endOffset ?? 0n), 0n)).toBe(1234n)
    const second = startCollector('second')
    await ticksAfter(0, 3)
    expect(await holderNow()).toBe('first')
    first.kill('SIGKILL')
    await ended(first)
    const committed = await tickTimes()
    await eventually(
      'the second collector in the lease',
      async () => (await holderNow()) === 'second',
    )
    await ticksAfter(committed.at(-1) ?? 0, 2)
    const all = await tickTimes()
    expect(all.slice(0, committed.length)).toEqual(committed)
    expect(new Set(all).size).toBe(all.length)
    second.kill('SIGTERM')
    await ended(second)
    expect(second.exitCode).toBe(0)
  })

  it('sees what happened while none ran, even when Postgres lost the live row in a crash', async () => {
    const last = (await tickTimes()).at(-1) ?? 0
    await pool.query('TRUNCATE history.live')
    await createTopic('payments.failed')
    const collector = startCollector('between')
    const created = await eventually('the topic in the events', async () => {
      const { rows } = await pool.query<{ from_at: Date | null }>(
        "SELECT from_at FROM history.event WHERE kind = 'topic_created' AND topic = 'payments.failed'",
      )
      return rows[0] ?? null
    })
    expect(created.from_at?.getTime()).toBe(last)
    const { rows } = await pool.query('SELECT FROM history.event WHERE topic = $1', [topic])
    expect(rows).toEqual([])
    collector.kill('SIGTERM')
    await ended(collector)
  })

  it('loses no poll while Postgres is away, and a new one does not begin then', async () => {
    const collector = startCollector('third')
    const [begun = 0] = await ticksAfter(Date.now(), 2)
    await postgres.stop()
    const idle = startCollector('fourth')
    await eventually(
      'polls in the spool',
      async () =>
        readdirSync(join(spool, 'local')).filter((name) => name.endsWith('.tick')).length >= 4,
    )
    postgres = await startPostgres(join(home, 'postgres'), { port: 19_432, volatile: true })
    const back = Date.now()
    await eventually('an empty spool', async () => readdirSync(join(spool, 'local')).length === 0)
    await ticksAfter(back, 2)
    const times = (await tickTimes()).filter((at) => at >= begun)
    // As many polls as seconds, give or take what a busy machine delays.
    expect(times.length).toBeGreaterThan((((times.at(-1) ?? 0) - begun) / 1000) * 0.7)
    const { rows } = await pool.query<{ holder: string }>(
      'SELECT DISTINCT holder FROM collector_term ORDER BY holder',
    )
    expect(rows.map((row) => row.holder)).not.toContain('fourth')
    for (const child of [idle, collector]) child.kill('SIGTERM')
    await Promise.all([ended(idle), ended(collector)])
  })

  it('that cannot reach Kafka stores the outage, and keeps what was known in view', async () => {
    startCollector('fifth')
    await ticksAfter(Date.now(), 1)
    await cluster.stopBroker(1)
    const record = await eventually('an unreachable cluster', async () => {
      const row = await readLive(pool, 'local')
      const live = row && decodeLive(row.bytes)
      return live?.unreachable ? live : null
    })
    expect(record.snapshot.topics.map((t) => t.name)).toContain(topic)
    expect(record.checks.map((check) => check.status)).not.toContain('ok')
    await cluster.startBroker(1)
    const outage = await eventually('the end of the outage', async () => {
      const found = await outagesWithin(pool, 'local', 0, Date.now() + 60_000)
      return found.find(({ to }) => to !== null) ?? null
    })
    const within = (await tickTimes()).filter((at) => at > outage.from && at < (outage.to ?? 0))
    expect(within).toEqual([])
  })
})
