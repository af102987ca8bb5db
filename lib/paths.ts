/**
 * Every address of the product, for pages (`paths`) and for the API (`api`), and the way back from
 * an address to a name. Group ids may hold any text; a name that a URL cannot carry as a segment
 * (empty, `.` and `..`: browsers and servers resolve them away, even percent-encoded) travels as
 * `?id=` behind the segment `_`.
 */

/** What a query string is made of; undefined, null and empty text are left out. */
export type QueryParams = Record<string, string | number | boolean | null | undefined>

const PLACEHOLDER = '_'

const needsQuery = (name: string): boolean => name === '' || name === '.' || name === '..'

/** One path segment for any text. Lone surrogates become U+FFFD, for they have no encoding. */
const segment = (name: string): string => encodeURIComponent(name.toWellFormed())

/** `?a=1&b=2`, or the empty text when nothing is left. Keys keep their order. */
export function queryText(params: QueryParams = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    if (value === undefined || value === null || value === '') continue
    search.set(key, String(value))
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

/** `base/name/rest?params`, with the name as `?id=` where it cannot be a segment. */
function named(base: string, name: string, rest: string, params: QueryParams = {}): string {
  if (!needsQuery(name)) return `${base}/${segment(name)}${rest}${queryText(params)}`
  const others = queryText(params).slice(1)
  const id = `id=${segment(name)}`
  return `${base}/${PLACEHOLDER}${rest}?${others === '' ? id : `${id}&${others}`}`
}

const page = (clusterId: string): string => `/clusters/${segment(clusterId)}`
const route = (clusterId: string): string => `/api/clusters/${segment(clusterId)}`

/** Addresses of pages. */
export const paths = {
  clusters: (): string => '/',
  cluster: (c: string, params?: QueryParams): string => page(c) + queryText(params),
  brokers: (c: string, params?: QueryParams): string => `${page(c)}/brokers${queryText(params)}`,
  broker: (c: string, id: number, params?: QueryParams): string =>
    `${page(c)}/brokers/${id}${queryText(params)}`,
  topics: (c: string, params?: QueryParams): string => `${page(c)}/topics${queryText(params)}`,
  topic: (c: string, name: string, params?: QueryParams): string =>
    named(`${page(c)}/topics`, name, '', params),
  groups: (c: string, params?: QueryParams): string => `${page(c)}/groups${queryText(params)}`,
  group: (c: string, id: string, params?: QueryParams): string =>
    named(`${page(c)}/groups`, id, '', params),
}

/** Addresses of the API, which the pages use too. */
export const api = {
  clusters: (params?: QueryParams): string => `/api/clusters${queryText(params)}`,
  cluster: (c: string): string => route(c),
  clusterHistory: (c: string, params?: QueryParams): string =>
    `${route(c)}/history${queryText(params)}`,
  refresh: (c: string): string => `${route(c)}/refresh`,
  brokers: (c: string, params?: QueryParams): string => `${route(c)}/brokers${queryText(params)}`,
  broker: (c: string, id: number): string => `${route(c)}/brokers/${id}`,
  brokerHistory: (c: string, id: number, params?: QueryParams): string =>
    `${route(c)}/brokers/${id}/history${queryText(params)}`,
  topics: (c: string, params?: QueryParams): string => `${route(c)}/topics${queryText(params)}`,
  topic: (c: string, name: string): string => named(`${route(c)}/topics`, name, ''),
  topicHistory: (c: string, name: string, params?: QueryParams): string =>
    named(`${route(c)}/topics`, name, '/history', params),
  groups: (c: string, params?: QueryParams): string => `${route(c)}/groups${queryText(params)}`,
  group: (c: string, id: string): string => named(`${route(c)}/groups`, id, ''),
  groupHistory: (c: string, id: string, params?: QueryParams): string =>
    named(`${route(c)}/groups`, id, '/history', params),
  events: (c: string, params?: QueryParams): string => `${route(c)}/events${queryText(params)}`,
  storage: (): string => '/api/settings/storage',
}

/** The name behind a route handler's parameter: Next hands it over decoded. `id` is the `?id=`. */
export function nameFromRoute(param: string, id?: string | null): string {
  return param === PLACEHOLDER && id !== undefined && id !== null ? id : param
}

/**
 * The name behind a page's parameter: Next hands it over still encoded (`a%2Fb`). A text that does
 * not decode is taken as it is, and is then simply not found.
 */
export function nameFromPage(param: string, id?: string | string[] | null): string {
  const given = Array.isArray(id) ? id[0] : id
  if (param === PLACEHOLDER && given !== undefined && given !== null) return given
  try {
    return decodeURIComponent(param)
  } catch {
    return param
  }
}
