import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { privateAddress, refusedAddress, refusedHost } from '../config/addresses.ts'
import { checkedLookup, RefusedAddressError } from '../config/checked-lookup.ts'

export type OutboundProblem =
  | 'bad_address'
  | 'refused_address'
  | 'host_unknown'
  | 'unreachable'
  | 'timeout'
  | 'redirect'
  | 'too_large'
  | 'bad_status'
  | 'bad_answer'

/** Why an outbound request came to nothing. `message` is safe to show; it never holds the answer. */
export class OutboundError extends Error {
  readonly code: OutboundProblem

  constructor(code: OutboundProblem, message: string) {
    super(message)
    this.name = 'OutboundError'
    this.code = code
  }
}

export type OutboundOptions = {
  /** Private, shared and loopback addresses too; link-local and metadata ones never. Default false. */
  allowPrivate?: boolean
  headers?: Record<string, string>
  /** Milliseconds until the socket stands (TCP and TLS); default 5,000. */
  connectMs?: number
  /** Milliseconds for everything, the body included; default 10,000. */
  totalMs?: number
  /** Bytes of body; default 5 MB. */
  maxBytes?: number
}

const refusal =
  (allowPrivate: boolean) =>
  (ip: string): string | null =>
    refusedAddress(ip) ?? (allowPrivate ? null : privateAddress(ip))

/** Parses an address once; what is connected to is this object, never the text again. */
function parse(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new OutboundError('bad_address', 'not an http or https address')
  if (url.username || url.password)
    throw new OutboundError('bad_address', 'an address may not hold a user name or password')
  const reason = refusedHost(url.hostname.replace(/^\[|\]$/g, ''))
  if (reason) throw new OutboundError('refused_address', reason)
  return url
}

function words(error: NodeJS.ErrnoException): OutboundError {
  if (error instanceof OutboundError) return error
  if (error instanceof RefusedAddressError)
    return new OutboundError('refused_address', error.message)
  const code = error.code ?? ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new OutboundError('host_unknown', 'its host name is unknown')
  if (code === 'ECONNREFUSED')
    return new OutboundError('unreachable', 'nothing listens at its address')
  if (/^(ERR_TLS|ERR_SSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|EPROTO)/.test(code))
    return new OutboundError('unreachable', `TLS failed (${code})`)
  if (code.startsWith('HPE_')) return new OutboundError('bad_answer', 'it does not speak HTTP')
  return new OutboundError('unreachable', 'the connection failed')
}

/** The body as text, or a refusal as soon as it is known that it will not do. */
function body(response: IncomingMessage, maxBytes: number): Promise<string> {
  const status = response.statusCode ?? 0
  if (status >= 300 && status < 400)
    throw new OutboundError('redirect', 'it answers with a redirect, which is not followed')
  if (status !== 200) throw new OutboundError('bad_status', `it answers with status ${status}`)
  if (response.headers['content-encoding'])
    throw new OutboundError('bad_answer', 'its answer is compressed, which was not asked for')
  const tooLarge = () =>
    new OutboundError('too_large', `its answer is larger than ${Math.round(maxBytes / 1e6)} MB`)
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
  return new Promise((answer, fail) => {
    const chunks: Buffer[] = []
    let bytes = 0
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > maxBytes) fail(tooLarge())
      else chunks.push(chunk)
    })
    response.on('end', () => answer(Buffer.concat(chunks).toString('utf8')))
    response.on('error', fail)
    response.on('close', () => fail(new OutboundError('unreachable', 'the connection was closed')))
  })
}

/**
 * GETs an address that a person may have typed: http or https, parsed once, every resolved address
 * checked at the socket, no redirects, bounded in time and size. The only way out over HTTP.
 * @returns the body of a 200
 * @throws OutboundError for anything else
 */
export function fetchText(address: string, options: OutboundOptions = {}): Promise<string> {
  const { allowPrivate = false, connectMs = 5_000, totalMs = 10_000, maxBytes = 5e6 } = options
  return new Promise<string>((answer, fail) => {
    const url = parse(address)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // Node asks no lookup for a literal address.
    const refused = refusal(allowPrivate)
    const reason = isIP(host) ? refused(host) : null
    if (reason) throw words(new RefusedAddressError(host, reason))
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send(url, {
      agent: false,
      lookup: checkedLookup(refused),
      headers: { accept: '*/*', 'user-agent': 'highwater', ...options.headers },
    })
    const timers: NodeJS.Timeout[] = []
    const end = (settle: () => void) => {
      for (const timer of timers) clearTimeout(timer)
      settle()
      request.destroy()
    }
    const give = (error: unknown) => end(() => fail(words(error as NodeJS.ErrnoException)))
    const late = () => give(new OutboundError('timeout', 'it did not answer in time'))
    const connecting = setTimeout(late, Math.min(connectMs, totalMs))
    timers.push(connecting, setTimeout(late, totalMs))
    request.on('socket', (socket) => {
      const ready = url.protocol === 'https:' ? 'secureConnect' : 'connect'
      socket.once(ready, () => clearTimeout(connecting))
    })
    request.on('error', give)
    request.on('response', (response) => {
      Promise.resolve()
        .then(() => body(response, maxBytes))
        .then((text) => end(() => answer(text)), give)
    })
    request.end()
  })
}
