import { protocolErrorsCodesById } from '@platformatic/kafka'

/** Codes Kafka 4.x added after the library's table was made (Kafka's `Errors` enumeration). */
const newer: Record<number, string> = {
  128: 'INVALID_REGULAR_EXPRESSION',
  129: 'REBOOTSTRAP_REQUIRED',
  130: 'STREAMS_INVALID_TOPOLOGY',
  131: 'STREAMS_INVALID_TOPOLOGY_EPOCH',
  132: 'STREAMS_TOPOLOGY_FENCED',
  133: 'SHARE_SESSION_LIMIT_REACHED',
}

const known = protocolErrorsCodesById as Record<number, string>

/** Kafka's own name of an error code, e.g. 16 → `NOT_COORDINATOR`; `ERROR_<n>` for one unknown to us. */
export const errorName = (code: number): string => known[code] ?? newer[code] ?? `ERROR_${code}`
