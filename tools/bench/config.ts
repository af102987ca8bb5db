import { clusterDefaults } from '../../lib/config/cluster.ts'
import type { ClusterConfig } from '../../lib/config/schema.ts'

/** A bench cluster as the product would be told of it: all defaults, no metrics. */
export const benchConfig = (bootstrap: string): ClusterConfig => ({
  ...clusterDefaults,
  id: 'bench',
  name: 'bench',
  environment: 'other',
  bootstrapServers: bootstrap.split(',').map((text) => {
    const [host = '', port = ''] = text.split(':')
    return { host, port: Number(port) }
  }),
  tls: null,
  sasl: null,
  metrics: null,
})
