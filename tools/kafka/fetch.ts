import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { alone } from '../process/lock.ts'

/** The versions the product is shown on: the newest, and the last that still speaks the older formats. */
export type KafkaVersion = '4.3.1' | '3.9.2'

/** Where the jars of one Kafka lie: a folder for the class path, and the Prometheus agent apart from it. */
export type KafkaJars = { libs: string; agent: string }

const home = join(import.meta.dirname, '../../.highwater/kafka')
const elsewhere =
  'or watch a cluster you have with `npm run demo -- --kafka host:9092`, or start everything in Docker with `docker compose up`'

/** The `java` to run: the one of JAVA_HOME when that is set. */
export const javaCommand = (): string =>
  process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java'

/** Reads the major version out of what `java -version` prints: `17.0.15` is 17, `1.8.0_402` is 8; null when it is neither. */
export const javaMajor = (text: string): number | null => {
  const found = /version "(?:1\.)?(\d+)/.exec(text)
  return found ? Number(found[1]) : null
}

/** Throws one sentence, naming the other ways, unless Java 17 or newer runs. */
export const requireJava = (): void => {
  const { stderr, error } = spawnSync(javaCommand(), ['-version'], { encoding: 'utf8' })
  const major = error ? null : javaMajor(stderr)
  if (major !== null && major >= 17) return
  const found = error ? 'no `java` was found' : `\`java\` is version ${major ?? 'unknown'}`
  throw new Error(
    `A local Kafka needs Java 17 or newer and ${found}: install a JDK and Maven, ${elsewhere}.`,
  )
}

const copyJars = async (version: KafkaVersion, into: string, signal?: AbortSignal) => {
  const args = [
    '-q',
    '-B',
    '-f',
    join(import.meta.dirname, 'pom.xml'),
    `-Dkafka.version=${version}`,
  ]
  try {
    await promisify(execFile)(
      'mvn',
      [...args, 'dependency:copy-dependencies', `-DoutputDirectory=${into}`],
      { signal },
    )
  } catch (e) {
    const missing = (e as NodeJS.ErrnoException).code === 'ENOENT'
    const said = `${(e as { stdout?: string }).stdout ?? ''}`
      .split('\n')
      .find((l) => /ERROR/.test(l))
    throw new Error(
      missing
        ? `A local Kafka needs Maven to fetch its jars once and no \`mvn\` was found: install Maven, ${elsewhere}.`
        : `Maven could not fetch Kafka ${version} (${said?.trim() ?? (e as Error).message}): check its access to Maven Central, ${elsewhere}.`,
      { cause: e },
    )
  }
}

/**
 * The jars of a Kafka version, fetched by Maven at the first call and kept in `.highwater/kafka`.
 * Throws one sentence when Java or Maven is missing or Maven Central does not answer.
 */
export const kafkaJars = async (
  version: KafkaVersion = '4.3.1',
  signal?: AbortSignal,
): Promise<KafkaJars> => {
  requireJava()
  const folder = join(home, version)
  const jars = { libs: join(folder, 'libs'), agent: join(folder, 'jmx-agent.jar') }
  if (existsSync(jars.libs)) return jars
  mkdirSync(folder, { recursive: true })
  return alone(join(folder, 'lock'), async () => {
    if (existsSync(jars.libs)) return jars
    const half = join(folder, 'libs.half')
    rmSync(half, { recursive: true, force: true })
    await copyJars(version, half, signal)
    const agent = readdirSync(half).find((name) => name.startsWith('jmx_prometheus_javaagent'))
    if (!agent) throw new Error('Maven copied no jmx_prometheus_javaagent: tools/kafka/pom.xml')
    renameSync(join(half, agent), jars.agent)
    renameSync(half, jars.libs) // last: its presence says that all is there
    return jars
  })
}
