import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml'
import { ConfigError } from './error.ts'

/** The file a field stands in, and the variables its `${NAME}` may name. */
export type Source = {
  file: string
  document: Document
  lines: LineCounter
  variables: Record<string, string | undefined>
}

/** One place in the file: its path for messages, its YAML node and its line. */
export type Field = { source: Source; path: string; node: Node | null; line: number }

export function refuse(field: Field, reason: string): never {
  throw new ConfigError({ file: field.source.file, line: field.line, field: field.path, reason })
}

/** A field for a node; an alias is followed, and a field without a node keeps its parent's line. */
export function fieldAt(source: Source, path: string, node: unknown, parentLine: number): Field {
  const found = isAlias(node) ? node.resolve(source.document) : node
  const place = (node ?? null) as Node | null
  const offset = place?.range?.[0]
  const line = offset === undefined ? parentLine : source.lines.linePos(offset).line
  return { source, path, node: (found ?? null) as Node | null, line }
}

const isAbsent = (field: Field): boolean =>
  field.node === null || (isScalar(field.node) && field.node.value === null)

/**
 * The fields of a mapping. Every key must be one of `known`: a misspelt setting must not be a
 * silent default. Keys without a value count as absent.
 */
export function mapping<K extends string>(
  field: Field,
  known: readonly K[],
): Partial<Record<K, Field>> {
  const entries = openMapping(field)
  const result: Partial<Record<K, Field>> = {}
  for (const [key, child] of entries) {
    if (!(known as readonly string[]).includes(key))
      refuse(child, `unknown setting; known here: ${known.join(', ')}`)
    if (!isAbsent(child)) result[key as K] = child
  }
  return result
}

/** The entries of a mapping whose keys are data, such as broker ids. */
export function openMapping(field: Field): [string, Field][] {
  const { node, source } = field
  if (!isMap(node)) return refuse(field, 'must be a mapping of settings')
  return node.items.map((pair) => {
    const key = isScalar(pair.key) ? String(pair.key.value) : ''
    const path = field.path === '' ? key : `${field.path}.${key}`
    const at = fieldAt(source, path, pair.key, field.line)
    const value = fieldAt(source, path, pair.value, at.line)
    return [key, { ...value, line: isMap(value.node) || isSeq(value.node) ? at.line : value.line }]
  })
}

/** The items of a list. */
export function items(field: Field): Field[] {
  const { node, source } = field
  if (!isSeq(node)) return refuse(field, 'must be a list')
  return node.items.map((item, index) =>
    fieldAt(source, `${field.path}[${index}]`, item, field.line),
  )
}

/** The text as written, before any `${NAME}` is filled in; fit for a message. */
export function written(field: Field): string {
  if (!isScalar(field.node)) return refuse(field, 'must be a single value')
  const value = field.node.value
  if (typeof value === 'object') return refuse(field, 'must be a single value')
  return typeof value === 'string' ? value : (field.node.source ?? String(value))
}

/**
 * The text with every `${NAME}` filled in; `$${` stands for a literal `${`.
 * A variable that is missing or empty is refused by name: an empty password must not look like one.
 */
export function text(field: Field): string {
  const value = written(field).replace(/(\$?)\$\{([^}]*)\}/g, (whole, escaped, name) => {
    if (escaped) return whole.slice(1)
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) refuse(field, `\${${name}} is not a variable name`)
    const found = field.source.variables[name]
    if (!found)
      refuse(field, `the environment variable ${name} is ${found === '' ? 'empty' : 'not set'}`)
    return found
  })
  if (value.trim() === '') refuse(field, 'must not be empty')
  return value
}

/** A whole number between two bounds. */
export function integer(field: Field, min: number, max: number): number {
  const value = text(field)
  const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN
  if (!(number >= min && number <= max))
    refuse(field, `must be a whole number from ${min} to ${max}, not "${written(field)}"`)
  return number
}

/** true or false. */
export function flag(field: Field): boolean {
  const value = text(field)
  if (value !== 'true' && value !== 'false')
    refuse(field, `must be true or false, not "${written(field)}"`)
  return value === 'true'
}

/** One of the named words. */
export function oneOf<T extends string>(field: Field, words: readonly T[]): T {
  const value = text(field)
  return (
    words.find((word) => word === value) ??
    refuse(field, `must be one of ${words.join(', ')}, not "${written(field)}"`)
  )
}

/** A list of texts. */
export const texts = (field: Field): string[] => items(field).map(text)
