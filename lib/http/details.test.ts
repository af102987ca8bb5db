import { describe, expect, it } from 'vitest'
import { group } from '../groups/example-snapshot.ts'
import { failed } from '../kafka/errors.ts'
import { createDetailReads, type DetailResult } from './details.ts'

type Gateway = Parameters<typeof createDetailReads>[0]
const described = { state: 'Stable', assignor: null, epoch: null, members: [] }

/** Reads over a gateway of two functions, with a clock the test turns. */
function reads(gateway: Partial<Gateway>) {
  const results: DetailResult[] = []
  const clock = { now: 1_000 }
  const silent = async () => failed('timeout', 'did not answer in time')
  const details = createDetailReads(
    { describeGroup: silent, describeTopicConfigs: silent, ...gateway },
    () => clock.now,
    (result) => results.push(result),
  )
  return { details, results, clock }
}

describe('live reads of one open thing', () => {
  it('ask the broker once for all who look within five seconds, and anew after', async () => {
    let asked = 0
    const { details, results, clock } = reads({
      describeGroup: async () => {
        asked += 1
        return { ok: true, value: described }
      },
    })
    const slow = group('slow', {})
    await Promise.all([details.describeGroup(slow, 500), details.describeGroup(slow, 500)])
    clock.now += 4_999
    const again = await details.describeGroup(slow, 500)
    expect(again).toMatchObject({ value: described, observedAt: 1_000, reason: null })
    expect(asked).toBe(1)
    await details.describeGroup(group('other', {}), 500)
    clock.now += 1
    await details.describeGroup(slow, 500)
    expect(asked).toBe(3)
    expect(results).toEqual(['ask', 'hit', 'hit', 'ask', 'ask'])
  })

  it('wait only as long as the own request may, and leave the answer to who asks next', async () => {
    const { promise, resolve } = Promise.withResolvers<{ ok: true; value: typeof described }>()
    const { details } = reads({ describeGroup: () => promise })
    const late = await details.describeGroup(group('slow', {}), 0)
    expect(late).toMatchObject({ value: null, reason: 'did not answer within 2 s' })
    resolve({ ok: true, value: described })
    const next = await details.describeGroup(group('slow', {}), 500)
    expect(next.value).toEqual(described)
  })

  it('say why a broker refused', async () => {
    const { details } = reads({})
    const refused = await details.topicConfigs('orders', 500)
    expect(refused).toMatchObject({ value: null, reason: 'did not answer in time' })
  })

  it("turn the broker's HTML into plain text", async () => {
    const entry = {
      name: 'retention.ms',
      value: '1',
      sensitive: false,
      readOnly: false,
      source: 'DYNAMIC_TOPIC_CONFIG',
      isDefault: false,
      type: 'long',
      documentation: '<b>How long</b> &amp; why<script>x</script>',
    }
    const { details } = reads({
      describeTopicConfigs: async () => ({ ok: true, value: [entry] }),
    })
    const { value } = await details.topicConfigs('orders', 500)
    expect(value?.[0]?.documentation).toBe('How long & why')
  })
})
