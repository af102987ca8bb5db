import type { ClusterConfig } from '../../config/schema.ts'

/** A cluster's configuration with the product's defaults, for tests. `bootstrap` is `host:port,…`. */
export function exampleConfig(bootstrap: string, part: Partial<ClusterConfig> = {}): ClusterConfig {
  return {
    id: 'test',
    name: 'Test',
    environment: 'development',
    bootstrapServers: bootstrap.split(',').map((text) => {
      const [host = '', port = ''] = text.split(':')
      return { host, port: Number(port) }
    }),
    tls: null,
    sasl: null,
    metrics: null,
    groups: { include: ['*'], exclude: [], cap: 5_000, noHistory: ['console-consumer-*'] },
    topics: { include: ['*'], exclude: [] },
    poll: { tickMs: 15_000, connectTimeoutMs: 5_000, requestTimeoutMs: 5_000 },
    ...part,
  }
}
