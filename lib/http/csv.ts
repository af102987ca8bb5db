/** What a spreadsheet would take for the start of a formula when it stands first in a cell. */
const FORMULA = /^[=+\-@\t\r]/

/**
 * A value as text: null and undefined are empty (unknown, never 0), lists are joined by a space,
 * objects are JSON. Only text can be made a formula; numbers keep their minus sign.
 */
function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return String(value)
  }
  const text = typeof value === 'string' ? value : flat(value)
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function flat(value: unknown): string {
  const plain = Array.isArray(value) && value.every((v) => v === null || typeof v !== 'object')
  return plain ? (value as unknown[]).map((v) => v ?? '').join(' ') : JSON.stringify(value)
}

/**
 * Rows as CSV (RFC 4180: comma, CRLF, quotes doubled), a header line first. Text that a spreadsheet
 * would run as a formula gets an apostrophe in front: group and client ids come from strangers.
 */
export function toCsv<T extends object>(columns: string[], rows: T[]): string {
  const lines = [columns.map(cell).join(',')]
  for (const row of rows) {
    lines.push(columns.map((column) => cell((row as Record<string, unknown>)[column])).join(','))
  }
  return `${lines.join('\r\n')}\r\n`
}
