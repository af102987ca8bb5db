import { readFileSync, statSync } from 'node:fs'
import { inspect } from 'node:util'
import type { SecretRef } from './schema.ts'

type Seen = { stamp: string; text: string }
const seen = new Map<string, Seen>()

/**
 * A secret held in memory. `value` is not enumerable and the object prints as `[secret]`, so a
 * dumped, logged or serialised configuration does not carry it.
 */
export function secretValue(value: string): SecretRef {
  const ref = {}
  Object.defineProperty(ref, 'value', { value, enumerable: false })
  Object.defineProperty(ref, 'toString', { value: () => '[secret]' })
  Object.defineProperty(ref, 'toJSON', { value: () => '[secret]' })
  Object.defineProperty(ref, inspect.custom, { value: () => '[secret]' })
  return ref as SecretRef
}

/**
 * The secret's text now. A file is read again when its time, size or inode changed (a rotated
 * Kubernetes secret is a new inode), and one final line break is dropped.
 * @throws Error naming the file, never its content, when it cannot be read or is empty.
 */
export function readSecret(ref: SecretRef): string {
  if ('value' in ref) return ref.value
  const { file } = ref
  try {
    const { mtimeMs, size, ino } = statSync(file)
    const stamp = `${mtimeMs} ${size} ${ino}`
    const known = seen.get(file)
    if (known?.stamp === stamp) return known.text
    const text = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
    if (text === '') throw new Error('it is empty')
    seen.set(file, { stamp, text })
    return text
  } catch (error) {
    const cause = error as NodeJS.ErrnoException
    throw new Error(`cannot read the secret file ${file}: ${cause.code ?? cause.message}`)
  }
}
