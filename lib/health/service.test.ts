import { describe, expect, it } from 'vitest'
import { exampleContext, recordOf } from '../example-context.ts'
import { NOW } from '../groups/example-snapshot.ts'
import { readiness } from './schema.ts'
import { getLiveness, getReadiness } from './service.ts'

describe('health', () => {
  it('is live whatever is away, so that nobody restarts a web process for a dead Postgres', async () => {
    expect((await getLiveness()).data).toEqual({ status: 'live' })
  })

  it('is degraded, and still ready, while live values show without Postgres', async () => {
    const { data } = await getReadiness(exampleContext({ record: recordOf() }))
    expect(readiness.parse(data)).toMatchObject({
      status: 'degraded',
      database: 'away',
      clusters: [{ id: 'demo', status: 'ok', connection: null }],
    })
  })

  it('is refused when neither Postgres nor any cluster is there', async () => {
    const late = exampleContext({ record: recordOf(), at: NOW + 600_000 })
    await expect(getReadiness(late)).rejects.toMatchObject({ code: 'kafka_unavailable' })
    const never = exampleContext({ record: null })
    await expect(getReadiness(never)).rejects.toMatchObject({ code: 'kafka_unavailable' })
  })
})
