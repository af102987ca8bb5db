import { type API, Reader, Writer } from '@platformatic/kafka'
import { describe, expect, test } from 'vitest'
import { describeClusterV2 } from './describe-cluster.ts'
import { consumerGroupDescribeV1, shareGroupDescribeV1 } from './group-describe.ts'
import { describeShareGroupOffsetsV0, describeShareGroupOffsetsV1 } from './share-group-offsets.ts'
import { streamsGroupDescribeV0 } from './streams-group-describe.ts'

/** Runs an API over a connection that only keeps the request and answers with the given body. */
async function exchange<A extends unknown[], R>(
  api: API<A, R>,
  body: Writer,
  ...args: A
): Promise<{ request: string; answer: R }> {
  let request = ''
  const connection = {
    send(
      key: number,
      version: number,
      payload: () => Writer,
      parse: (id: number, key: number, version: number, reader: Reader) => R,
      _requestTags: boolean,
      _responseTags: boolean,
      done: (error: Error | null, answer?: R) => void,
    ) {
      request = payload().buffer.toString('hex')
      const reader = Reader.from(Buffer.from(body.buffer))
      const answer = parse(0, key, version, reader)
      expect(reader.remaining, 'bytes left unread').toBe(0)
      done(null, answer)
    },
  }
  const answer = await api.async(connection as never, ...args)
  return { request, answer }
}

const strings = (w: Writer, list: string[]) =>
  w.appendArray(list, (inner, text) => inner.appendString(text), true, false)
const ints = (w: Writer, list: number[]) =>
  w.appendArray(list, (inner, id) => inner.appendInt32(id), true, false)
const id = '00000000-0000-0000-0000-00000000002a'
const assignment = (w: Writer, partitions: number[]) =>
  w
    .appendArray([partitions], (t, list) => ints(t.appendUUID(id).appendString('orders'), list))
    .appendTaggedFields()
const head = (w: Writer, groupId: string, errorCode = 0) =>
  w
    .appendInt16(errorCode)
    .appendString(errorCode === 0 ? null : 'Group x is not a consumer group.')
    .appendString(groupId)
    .appendString('Stable')
    .appendInt32(7)
    .appendInt32(6)

describe('the describes the library lacks', () => {
  test('ConsumerGroupDescribe v1 asks for groups by id and reads current and target assignment', async () => {
    const body = Writer.create()
      .appendInt32(0)
      .appendArray(['g', 'bad'], (w, groupId) => {
        head(w, groupId, groupId === 'bad' ? 69 : 0).appendString('uniform')
        w.appendArray(groupId === 'bad' ? [] : ['m'], (m) => {
          m.appendString('m').appendString(null).appendString('az1').appendInt32(7)
          m.appendString('client').appendString('/10.0.0.1')
          strings(m, ['orders']).appendString('')
          assignment(m, [0, 1])
          assignment(m, [0])
          m.appendInt8(1)
        }).appendInt32(-2147483648)
      })
      .appendTaggedFields()
    const { request, answer } = await exchange(consumerGroupDescribeV1, body, ['g', 'bad'])
    // compact array of 2: "g", "bad"; false; no tags
    expect(request).toBe('0302670462616400' + '00')
    expect(answer.groups[0]).toMatchObject({
      groupId: 'g',
      groupEpoch: 7,
      assignorName: 'uniform',
      members: [
        {
          memberId: 'm',
          rackId: 'az1',
          memberEpoch: 7,
          assignment: { topicPartitions: [{ topicName: 'orders', partitions: [0, 1] }] },
          targetAssignment: { topicPartitions: [{ topicName: 'orders', partitions: [0] }] },
        },
      ],
    })
    expect(answer.groups[1]).toMatchObject({ errorCode: 69, members: [] })
  })

  test('ShareGroupDescribe v1 reads members without a target', async () => {
    const body = Writer.create()
      .appendInt32(0)
      .appendArray(['s'], (w, groupId) => {
        head(w, groupId).appendString('simple')
        w.appendArray(['m'], (m) => {
          m.appendString('m').appendString(null).appendInt32(2).appendString('c').appendString('/h')
          assignment(strings(m, ['orders']), [1])
        }).appendInt32(0)
      })
      .appendTaggedFields()
    const { answer } = await exchange(shareGroupDescribeV1, body, ['s'])
    expect(answer.groups[0]?.members).toMatchObject([{ memberId: 'm', memberEpoch: 2 }])
  })

  test('StreamsGroupDescribe v0 reads nullable structs, tasks and the topology', async () => {
    const tasks = (w: Writer, active: number[]) => {
      w.appendArray(active.length ? ['0'] : [], (t, sub) => ints(t.appendString(sub), active))
      w.appendArray([], () => {}).appendArray([], () => {})
      return w.appendTaggedFields()
    }
    const none = (w: Writer) => w.appendArray([], () => {})
    const member = (m: Writer, name: string) => {
      m.appendString(name).appendInt32(3).appendString(null).appendString(null)
      m.appendString('c').appendString('/h').appendInt32(1).appendString('process')
      if (name === 'with endpoint') {
        m.appendInt8(1).appendString('host').appendUnsignedInt16(9).appendTaggedFields()
      } else m.appendInt8(-1)
      none(none(none(m)))
      tasks(m, [0, 2])
      tasks(m, [])
      m.appendBoolean(false)
    }
    const body = Writer.create()
      .appendInt32(0)
      .appendArray(['app', 'no topology yet'], (w, groupId) => {
        head(w, groupId)
        if (groupId === 'app') {
          w.appendInt8(1)
            .appendInt32(1)
            .appendArray(['0'], (s, sub) => {
              strings(strings(s.appendString(sub), ['orders']), [])
              none(s).appendArray(['app-repartition'], (t, name) =>
                none(t.appendString(name).appendInt32(3).appendInt16(1)),
              )
            })
            .appendTaggedFields()
        } else w.appendInt8(-1)
        w.appendArray(groupId === 'app' ? ['with endpoint', 'without'] : [], member).appendInt32(0)
      })
      .appendTaggedFields()
    const { answer } = await exchange(streamsGroupDescribeV0, body, ['app'])
    const [app, other] = answer.groups
    expect(app?.topology?.subtopologies).toMatchObject([
      { sourceTopics: ['orders'], repartitionSourceTopics: [{ name: 'app-repartition' }] },
    ])
    expect(app?.members.map((m) => m.memberId)).toEqual(['with endpoint', 'without'])
    expect(app?.members[1]?.assignment.activeTasks).toEqual([
      { subtopologyId: '0', partitions: [0, 2] },
    ])
    expect(other).toMatchObject({ topology: null, members: [] })
  })

  test.each([
    [describeShareGroupOffsetsV0, false],
    [describeShareGroupOffsetsV1, true],
  ])(
    'DescribeShareGroupOffsets reads the lag only where the version has it',
    async (api, hasLag) => {
      const body = Writer.create()
        .appendInt32(0)
        .appendArray(['s'], (w, groupId) =>
          w
            .appendString(groupId)
            .appendArray(['orders'], (t, name) =>
              t
                .appendString(name)
                .appendUUID(id)
                .appendArray([0], (p, index) => {
                  p.appendInt32(index).appendInt64(12n).appendInt32(1)
                  if (hasLag) p.appendInt64(90n)
                  p.appendInt16(0).appendString(null)
                }),
            )
            .appendInt16(0)
            .appendString(null),
        )
        .appendTaggedFields()
      const { request, answer } = await exchange(api, body, ['s'])
      // one group "s" with a null list of topics: all of them
      expect(request).toBe('02027300' + '00' + '00')
      expect(answer.groups[0]?.topics[0]?.partitions[0]).toMatchObject({
        startOffset: 12n,
        lag: hasLag ? 90n : -1n,
      })
    },
  )

  test('DescribeCluster v2 lists brokers that are fenced', async () => {
    const body = Writer.create()
      .appendInt32(0)
      .appendInt16(0)
      .appendString(null)
      .appendInt8(1)
      .appendString('cluster')
      .appendInt32(2)
      .appendArray([1, 3], (w, broker) =>
        w
          .appendInt32(broker)
          .appendString('h')
          .appendInt32(9092)
          .appendString(null)
          .appendBoolean(broker === 3),
      )
      .appendInt32(256)
      .appendTaggedFields()
    const { request, answer } = await exchange(describeClusterV2, body, true, 1)
    // allowed operations, brokers' endpoint, fenced ones too, no tags
    expect(request).toBe('01010100')
    expect(answer.brokers.map((b) => [b.brokerId, b.isFenced])).toEqual([
      [1, false],
      [3, true],
    ])
    expect(answer.clusterAuthorizedOperations).toBe(256)
  })
})
