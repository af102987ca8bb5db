import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { javaCommand } from './fetch.ts'
import type { LocalCluster } from './local-cluster.ts'

/**
 * Runs one of Kafka's own command line tools against a cluster and returns what it prints.
 * `mainClass` is the full class name, e.g. `org.apache.kafka.tools.consumer.group.ConsumerGroupCommand`;
 * `--bootstrap-server` is added. Throws with its output when it exits other than 0, or after `timeoutMs`.
 */
export const runKafkaTool = async (
  cluster: Pick<LocalCluster, 'bootstrap' | 'libs'>,
  mainClass: string,
  args: string[],
  timeoutMs = 60_000,
): Promise<string> => {
  try {
    const { stdout } = await promisify(execFile)(
      javaCommand(),
      [
        ...['-Xmx128m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
        '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
        ...['-cp', join(cluster.libs, '*'), mainClass],
        ...['--bootstrap-server', cluster.bootstrap, ...args],
      ],
      { timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 },
    )
    return stdout
  } catch (e) {
    const { stdout = '', stderr = '' } = e as { stdout?: string; stderr?: string }
    throw new Error(`${mainClass} ${args.join(' ')} failed\n${stdout}${stderr}`, { cause: e })
  }
}
