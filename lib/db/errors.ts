/** Codes that mean the server, not the statement: pg's and Prisma's, and Node's for sockets. */
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now: starting or stopping
  '57P05', // idle_session_timeout
  '25P03', // idle_in_transaction_session_timeout
  '57014', // a statement took longer than anybody waits for
  '55P03', // a lock was not had in time
  '40001',
  '40P01',
  '53000', // out of disk, memory, connections
  '53100',
  '53200',
  '53300',
  '58030', // its disk fails
  '08000',
  '08001',
  '08003',
  '08006',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
])

/** A frozen server and a lost connection reach us as plain errors without any code. */
const awayMessages = [
  'Query read timeout',
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Client has encountered a connection error',
  'Cannot use a pool after calling end',
]

/**
 * True when an error says that Postgres cannot serve now (refused, lost, frozen, shutting down, too busy,
 * out of room), not that a statement was wrong: the same may succeed later. Looks through `cause` and the parts of an AggregateError.
 */
export const isDatabaseAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const code = (error as { code?: unknown }).code
  if (typeof code === 'string' && awayCodes.has(code)) return true
  if (awayMessages.some((text) => error.message.includes(text))) return true
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true
  return error.cause !== undefined && error.cause !== error && isDatabaseAway(error.cause)
}
