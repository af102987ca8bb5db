import { type Logger, pino } from 'pino'
import { env } from './config/env.ts'

const secretKeys = ['password', 'token', 'secret', 'authorization', 'cookie']
const secretPaths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `*.*.*.${key}`])

/**
 * Takes user names and passwords out of any address in a text: drivers put connection strings into
 * their errors, where no key names them.
 */
export const withoutCredentials = (text: string): string =>
  text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/"'?#]+@/gi, '$1[secret]@')

/**
 * One line of JSON an event on standard output. Values under names of secrets are replaced, and
 * credentials inside addresses are taken out of every line.
 * @param part which part of the product speaks: `collector`, `web`, …
 * @param destination where lines go; standard output unless a test listens
 */
export function createLog(part: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level: env().logLevel,
    base: { part },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretPaths, censor: '[secret]' },
    hooks: { streamWrite: withoutCredentials },
  }
  return destination ? pino(options, destination) : pino(options)
}
