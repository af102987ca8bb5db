import type { GroupDetail, GroupItem, GroupMemberItem, GroupPartition } from '@/lib/groups/schema'

/** A healthy classic group for tests; each names what it changes. */
export const exampleItem = (changes: Partial<GroupItem> = {}): GroupItem => ({
  id: 'payments-settle',
  type: 'classic',
  state: 'Stable',
  status: 'ok',
  statusReason: null,
  since: null,
  coordinator: 1,
  members: 3,
  idleMembers: 0,
  scaling: 'balanced',
  topics: ['payments.processed'],
  lagMessages: 0,
  lagComplete: true,
  unknownPartitions: 0,
  uncommittedPartitions: 0,
  lagSeconds: 0,
  lagSecondsAtLeast: false,
  producedPerSecond: 205,
  consumedPerSecond: 205,
  trend: 'steady',
  drain: 'caught_up',
  drainSeconds: null,
  retentionSeconds: null,
  lostMessages: null,
  lagText: 'caught up',
  worst: null,
  spark: [],
  ...changes,
})

/** One partition, 10 behind, owned by the member `m-1`. */
export const examplePartition = (changes: Partial<GroupPartition> = {}): GroupPartition => ({
  topic: 'payments.processed',
  partition: 0,
  committedOffset: '90',
  logStartOffset: '0',
  logEndOffset: '100',
  lagMessages: 10,
  readableMessages: null,
  lostMessages: null,
  aheadMessages: null,
  lagSeconds: 2,
  position: 'behind',
  reason: null,
  memberId: 'm-1',
  clientId: 'settle-1',
  host: '10.2.4.11',
  ...changes,
})

/** A member that owns one partition. */
export const exampleMember = (changes: Partial<GroupMemberItem> = {}): GroupMemberItem => ({
  memberId: 'm-1',
  instanceId: null,
  clientId: 'settle-1',
  host: '/10.2.4.11',
  rack: null,
  epoch: null,
  partitions: [{ topic: 'payments.processed', partitions: [0] }],
  partitionCount: 1,
  idle: false,
  reconciling: false,
  lagMessages: 10,
  ...changes,
})

/** A group with one partition and one member. */
export const exampleGroup = (changes: Partial<GroupDetail> = {}): GroupDetail => ({
  ...exampleItem(),
  assignor: 'range',
  scalingText: null,
  cause: null,
  logSharePercent: 10,
  partitions: [examplePartition()],
  memberList: [exampleMember()],
  membersReason: null,
  describedAt: '2026-11-24T03:10:00.000Z',
  ...changes,
})
