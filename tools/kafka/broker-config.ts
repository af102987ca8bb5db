/** The ports of one broker of a local cluster, all on 127.0.0.1; `metricsPort` null: no exporter. */
export type BrokerPorts = {
  id: number
  port: number
  controllerPort: number
  metricsPort: number | null
}

/** Log folders of one broker inside the cluster's folder: `data-1`, and with more than one `data-1-2` and so on. */
export const logDirNames = (id: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    index === 0 ? `data-${id}` : `data-${id}-${index + 1}`,
  )

/**
 * The properties of one combined broker and controller. Buffers and threads are small because three of
 * them share a laptop; everything an operator would see (racks, RF 3, min ISR 2) is as on a real cluster.
 */
export const brokerProperties = (
  broker: BrokerPorts,
  all: BrokerPorts[],
  logDirs: string[],
  extra: Record<string, string> = {},
): string => {
  const copies = String(Math.min(3, all.length))
  const inSync = all.length >= 3 ? '2' : '1'
  const properties: Record<string, string> = {
    'process.roles': 'broker,controller',
    'node.id': String(broker.id),
    'broker.rack': `az${broker.id}`,
    'controller.quorum.voters': all
      .map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`)
      .join(','),
    listeners: `PLAINTEXT://127.0.0.1:${broker.port},CONTROLLER://127.0.0.1:${broker.controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${broker.port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': logDirs.join(','),
    'num.partitions': '6',
    'default.replication.factor': copies,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': '12',
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': inSync,
    'transaction.state.log.num.partitions': '12',
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': inSync,
    'share.coordinator.state.topic.num.partitions': '12',
    'group.initial.rebalance.delay.ms': '0',
    'num.network.threads': '2',
    'num.io.threads': '4',
    'background.threads': '4',
    'log.cleaner.dedupe.buffer.size': '16777216',
    ...extra,
  }
  return `${Object.entries(properties)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')}\n`
}
