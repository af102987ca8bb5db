import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { javaGroups } from './plan.ts'

/** Starts the clients that only Java has (KIP-848, share, commit-only) from one source file. */
export const startJava = (bootstrap: string, libs: string): ChildProcess => {
  const { consumer, share, commitOnly } = javaGroups
  const child = spawn(
    'java',
    [
      '-Xmx160m',
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
      '-cp',
      `${libs}/*`,
      join(import.meta.dirname, 'Traffic.java'),
      bootstrap,
      consumer.group,
      consumer.topic,
      String(consumer.members),
      share.group,
      share.topic,
      String(share.members),
      commitOnly.group,
      commitOnly.topic,
    ],
    { stdio: ['pipe', 'ignore', 'inherit'] },
  )
  child.stdin?.on('error', () => {}) // it may be gone when a last word is written
  return child
}
