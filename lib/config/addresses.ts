import { isIP, isIPv4 } from 'node:net'

/** The 16 bytes of an IPv6 address (without zone), or null when it is none. */
function ipv6Bytes(text: string): number[] | null {
  if (isIP(text) !== 6) return null
  let source = text
  const dotted = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(source)
  if (dotted) {
    const [a = 0, b = 0, c = 0, d = 0] = dotted.slice(1).map(Number)
    const groups = [a * 256 + b, c * 256 + d].map((n) => n.toString(16)).join(':')
    source = source.slice(0, dotted.index) + groups
  }
  const [head = '', tail] = source.split('::')
  const words = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16))
  const before = words(head)
  const after = tail === undefined ? [] : words(tail)
  const middle = tail === undefined ? [] : Array(8 - before.length - after.length).fill(0)
  return [...before, ...middle, ...after].flatMap((word) => [word >> 8, word & 255])
}

const starts = (bytes: number[], prefix: number[]): boolean =>
  prefix.every((byte, index) => bytes[index] === byte)

const dotted = (bytes: number[]): string => bytes.join('.')

/**
 * The IPv4 address that an IPv6 address stands for: mapped `::ffff:0:0/96`, translated
 * `::ffff:0:0:0/96`, compatible `::/96`, NAT64 `64:ff9b::/96` (RFC 6052) and `64:ff9b:1::/48`
 * (RFC 8215), 6to4 `2002::/16` (RFC 3056), Teredo `2001::/32` (RFC 4380, bits inverted).
 */
function embeddedIpv4(bytes: number[]): string | null {
  const zeros = (count: number) => Array(count).fill(0)
  const last = dotted(bytes.slice(12))
  if (starts(bytes, [...zeros(10), 255, 255])) return last
  if (starts(bytes, [...zeros(8), 255, 255, 0, 0])) return last
  if (starts(bytes, zeros(12)) && !starts(bytes, zeros(15))) return last
  if (starts(bytes, [0, 0x64, 0xff, 0x9b, ...zeros(8)])) return last
  if (starts(bytes, [0, 0x64, 0xff, 0x9b, 0, 1])) return last
  if (starts(bytes, [0x20, 0x02])) return dotted(bytes.slice(2, 6))
  if (starts(bytes, [0x20, 0x01, 0, 0])) return dotted(bytes.slice(12).map((b) => b ^ 255))
  return null
}

/** Answer instance data or credentials to whoever can reach them. */
const metadataIpv4 = new Map([
  ['169.254.169.254', 'a cloud metadata address'],
  ['169.254.170.2', 'a cloud metadata address'],
  ['100.100.100.200', 'a cloud metadata address'],
  ['168.63.129.16', 'a cloud platform address'],
  ['192.0.0.192', 'a cloud metadata address'],
])
const metadataIpv6 = ['fd00:ec2::254', 'fd00:ec2::23', 'fd20:ce::254']
const metadataNames = new Set(['metadata', 'metadata.google.internal', 'instance-data'])

function refusedIpv4(ip: string): string | null {
  const known = metadataIpv4.get(ip)
  if (known) return known
  const [a = 0, b = 0] = ip.split('.').map(Number)
  if (ip === '255.255.255.255') return 'the broadcast address'
  if (a === 0) return 'the unspecified address'
  if (a === 169 && b === 254) return 'a link-local address'
  if (a >= 224 && a <= 239) return 'a multicast address'
  if (a >= 240) return 'a reserved address'
  return null
}

/**
 * Why nothing may connect to this IP address, in words that end "… is <reason>", or null when it may.
 * Private and loopback addresses are allowed: Kafka lives there. Everything else a person can type
 * to reach the host's own network or a cloud's metadata is refused, in every form it can be written.
 */
export function refusedAddress(ip: string): string | null {
  const bare = ip.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (isIPv4(bare)) return refusedIpv4(bare)
  const bytes = ipv6Bytes(bare)
  if (!bytes) return 'not an IP address'
  if (bytes.every((byte) => byte === 0)) return 'the unspecified address'
  if (metadataIpv6.some((known) => starts(bytes, ipv6Bytes(known) ?? [256])))
    return 'a cloud metadata address'
  if (bytes[0] === 0xfe && ((bytes[1] ?? 0) & 0xc0) === 0x80) return 'a link-local address'
  if (bytes[0] === 0xff) return 'a multicast address'
  const embedded = embeddedIpv4(bytes)
  return embedded === null ? null : refusedIpv4(embedded)
}

function privateIpv4(ip: string): string | null {
  const [a = 0, b = 0] = ip.split('.').map(Number)
  if (a === 127) return 'a loopback address'
  if (a === 10 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b <= 31))
    return 'a private address'
  return a === 100 && b >= 64 && b <= 127 ? 'a shared address' : null
}

/**
 * In which range that is not the public internet an IP address lies (loopback, RFC 1918, RFC 6598,
 * RFC 4193), in every form it can be written, or null.
 */
export function privateAddress(ip: string): string | null {
  const bare = ip.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (isIPv4(bare)) return privateIpv4(bare)
  const bytes = ipv6Bytes(bare)
  if (!bytes) return null
  if (bytes.slice(0, 15).every((byte) => byte === 0) && bytes[15] === 1) return 'a loopback address'
  if (((bytes[0] ?? 0) & 0xfe) === 0xfc) return 'a private address'
  const embedded = embeddedIpv4(bytes)
  return embedded === null ? null : privateIpv4(embedded)
}

/**
 * Why a host as typed cannot be used, or null. A name is checked by grammar only (RFC 1123, plus the
 * underscore that container networks use): what it resolves to is checked when it is connected to.
 */
export function refusedHost(host: string): string | null {
  if (isIP(host) !== 0) {
    const reason = refusedAddress(host)
    return reason && `${host} is ${reason}`
  }
  if (metadataNames.has(host.toLowerCase().replace(/\.$/, ''))) return `${host} is a metadata name`
  // 2130706433, 0x7f.1 and 0177.0.0.1 are addresses to a resolver: only the plain form is accepted.
  if (/^(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+))*\.?$/i.test(host))
    return `${host} is not a host name, and not an IP address in its plain form`
  if (
    host.length > 253 ||
    !/^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?$/i.test(host)
  )
    return `"${host}" is not a host name or an IP address`
  return null
}

/**
 * Splits `host:port` or `[v6]:port`.
 * @returns host (without brackets) and port, or the reason why it cannot be used.
 */
export function parseHostPort(text: string): { host: string; port: number } | { reason: string } {
  const trimmed = text.trim()
  if (trimmed.includes('://'))
    return { reason: `write host:port without a protocol ("${trimmed}")` }
  const parts = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d+)$/.exec(trimmed)
  if (!parts)
    return {
      reason: `"${trimmed}" is not host:port${isIP(trimmed) === 6 ? ' (write [v6]:port)' : ''}`,
    }
  const host = parts[1] ?? parts[2] ?? ''
  const port = Number(parts[3])
  if (port < 1 || port > 65535) return { reason: `port ${port} is not between 1 and 65535` }
  const reason = refusedHost(host)
  return reason ? { reason } : { host, port }
}
