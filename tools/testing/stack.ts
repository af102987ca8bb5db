import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Stack, startStack } from '../stack/stack.ts'
import { root } from '../stack/web-build.ts'

/** What the browser tests are told in the file that HIGHWATER_E2E_STATE names. */
export type EndToEndState = {
  baseUrl: string
  /** For `openCluster` of tools/kafka/local-cluster.ts: specs stop, freeze and start brokers with it. */
  clusterFolder: string
  bootstrap: string
  /** For `steerTraffic` and the processes of the stack. */
  home: string
  ownerUrl: string
  appUrl: string
}

/** A whole stack of its own for browser tests: production build, real Kafka with traffic, empty data, other ports than the demo. */
export const startTestStack = async (
  say: (line: string) => void,
  signal?: AbortSignal,
): Promise<{ stack: Stack; env: Record<string, string> }> => {
  const home = join(root, '.highwater/e2e')
  const stack = await startStack({
    home,
    reset: true,
    traffic: true,
    ports: { web: 3900, kafka: 17_092, postgres: 17_432 },
    tickMs: 3000,
    say,
    ...(signal ? { signal } : {}),
  })
  const { cluster } = stack
  if (!cluster) throw new Error('the test stack has no cluster')
  const state: EndToEndState = {
    baseUrl: stack.url,
    clusterFolder: cluster.folder,
    bootstrap: cluster.bootstrap,
    home,
    ownerUrl: stack.ownerUrl,
    appUrl: stack.appUrl,
  }
  const file = join(home, 'e2e-state.json')
  writeFileSync(file, JSON.stringify(state, null, 2))
  return { stack, env: { BASE_URL: stack.url, HIGHWATER_E2E_STATE: file } }
}
