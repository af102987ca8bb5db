import { env } from '../config/env.ts'
import { ConfigError } from '../config/error.ts'
import { createLog } from '../log.ts'
import { web } from './context.ts'

/**
 * When the web process starts: a configuration that cannot be used ends it with line, field and reason
 * (a development server goes on and answers with the error), and what is stored of each cluster is read
 * before the first page asks for it.
 */
export function warmUp(): void {
  const log = createLog('web')
  try {
    const { settings, cache } = web()
    for (const { id } of settings.clusters) void cache.get(id)
    log.info({ clusters: settings.clusters.map(({ id }) => id) }, 'web started')
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const { file, line, field, reason } = error
    log.error({ file, line, field, reason }, 'the configuration cannot be used')
    if (env().nodeEnv === 'production') process.exit(1)
  }
}
