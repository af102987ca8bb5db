import { describe, expect, it } from 'vitest'
import { readSettings } from '../../lib/config/settings.ts'
import { configText } from './config-file.ts'

describe('the file that a started stack writes', () => {
  it('is read by the product as the cluster it describes', () => {
    const text = configText({
      id: 'demo',
      name: 'Demo: "cluster" # 1',
      bootstrap: '127.0.0.1:19092,127.0.0.1:19093',
      metricsPorts: { 1: 19_098, 2: 19_099 },
      tickMs: 3000,
    })
    const [cluster] = readSettings(text, 'x.yaml', {}).clusters
    expect(cluster).toMatchObject({
      id: 'demo',
      name: 'Demo: "cluster" # 1',
      bootstrapServers: [
        { host: '127.0.0.1', port: 19_092 },
        { host: '127.0.0.1', port: 19_093 },
      ],
      metrics: { kind: 'endpoints', byBroker: { 2: 'http://127.0.0.1:19099/metrics' } },
    })
    expect(cluster?.poll.tickMs).toBe(3000)
  })
  it('says nothing of metrics where none is measured', () => {
    const text = configText({
      id: 'demo',
      name: 'x',
      bootstrap: 'kafka.example:9092',
      metricsPorts: {},
      tickMs: null,
    })
    expect(readSettings(text, 'x.yaml', {}).clusters[0]?.metrics).toBeNull()
  })
})
