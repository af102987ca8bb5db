import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** One group of Java clients: `consumer` is KIP-848's protocol. */
export type JavaGroup = {
  kind: 'consumer' | 'classic' | 'share'
  group: string
  topic: string
  members: number
}

/** Starts members of groups that only Java's client can form; they live until `end`. */
export function startJavaGroups(
  cluster: { bootstrap: string; libs: string },
  groups: JavaGroup[],
): { end(): Promise<void> } {
  const child: ChildProcess = spawn(
    'java',
    [
      ...['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
      '-Dorg.slf4j.simpleLogger.defaultLogLevel=off',
      ...['-cp', join(cluster.libs, '*'), join(import.meta.dirname, 'Groups.java')],
      cluster.bootstrap,
      ...groups.map((g) => `${g.kind}:${g.group}:${g.topic}:${g.members}`),
    ],
    { stdio: ['pipe', 'ignore', 'ignore'] },
  )
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    end() {
      child.stdin?.end()
      return gone
    },
  }
}
