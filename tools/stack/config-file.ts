/** What the configuration file of a started stack says of its one cluster. */
export type WatchedCluster = {
  id: string
  name: string
  bootstrap: string
  /** The exporter's port on 127.0.0.1 by broker id; empty: not measured. */
  metricsPorts: Record<number, number>
  /** Between two polls; null: the product's default. */
  tickMs: number | null
}

/** The text of `highwater.config.yaml` for one cluster. Strings are JSON, which YAML reads as they are. */
export const configText = (cluster: WatchedCluster): string => {
  const lines = [
    'clusters:',
    `  - id: ${JSON.stringify(cluster.id)}`,
    `    name: ${JSON.stringify(cluster.name)}`,
    '    environment: development',
    '    bootstrapServers:',
    ...cluster.bootstrap.split(',').map((server) => `      - ${JSON.stringify(server.trim())}`),
  ]
  const endpoints = Object.entries(cluster.metricsPorts)
  if (endpoints.length > 0) {
    lines.push('    metrics:', '      endpoints:')
    for (const [id, port] of endpoints) {
      lines.push(`        ${id}: ${JSON.stringify(`http://127.0.0.1:${port}/metrics`)}`)
    }
  }
  if (cluster.tickMs !== null) lines.push('    poll:', `      tickMs: ${cluster.tickMs}`)
  return `${lines.join('\n')}\n`
}
