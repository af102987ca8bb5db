import { refusedHost } from './addresses.ts'
import { type Field, integer, mapping, openMapping, refuse, text } from './field.ts'
import type { MetricsConfig } from './schema.ts'

/** An http or https address whose host may be private or loopback, without a user or password in it. */
function httpAddress(field: Field): string {
  const value = text(field)
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    return refuse(field, 'must be an address that begins with http:// or https://')
  if (url.username || url.password)
    refuse(field, 'must not hold a user name or password: this address is shown on pages')
  const reason = refusedHost(url.hostname.replace(/^\[|\]$/g, ''))
  if (reason) refuse(field, reason)
  return value
}

/** `metrics:` of a cluster: one endpoint a broker, or one Prometheus server's query address. */
export function metrics(field: Field): MetricsConfig {
  const set = mapping(field, ['endpoints', 'prometheus'])
  if (set.endpoints && set.prometheus)
    refuse(set.prometheus, 'either endpoints or prometheus, not both')
  if (set.endpoints) return { kind: 'endpoints', byBroker: byBroker(set.endpoints) }
  if (set.prometheus) return prometheus(set.prometheus)
  return refuse(field, 'needs endpoints or prometheus')
}

function byBroker(field: Field): Record<number, string> {
  const entries = openMapping(field).map(([key, value]) => {
    if (!/^\d{1,9}$/.test(key)) refuse(value, `"${key}" is not a broker id`)
    return [Number(key), httpAddress(value)] as const
  })
  if (entries.length === 0) refuse(field, 'needs at least one broker id with its address')
  return Object.fromEntries(entries)
}

function prometheus(field: Field): MetricsConfig {
  const set = mapping(field, ['url', 'selector', 'brokerLabel', 'brokers'])
  if (!set.url) return refuse(field, 'needs url')
  const selector = set.selector ? text(set.selector).trim() : ''
  if (set.selector && !/^[a-zA-Z_][^{}]*$/.test(selector))
    refuse(set.selector, 'must be label matchers without braces, such as job="kafka"')
  const brokerLabel = set.brokerLabel ? text(set.brokerLabel) : 'instance'
  if (set.brokerLabel && !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(brokerLabel))
    refuse(set.brokerLabel, 'must be the name of a label')
  const brokers = set.brokers
    ? Object.fromEntries(
        openMapping(set.brokers).map(([key, value]) => [key, integer(value, 0, 2 ** 31 - 1)]),
      )
    : {}
  return { kind: 'prometheus', url: httpAddress(set.url), selector, brokerLabel, brokers }
}
