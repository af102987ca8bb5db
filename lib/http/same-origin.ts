/**
 * Why a write is refused, or null when it comes from our own pages. The browser says where a request
 * comes from in `Sec-Fetch-Site` and `Origin`; a page of another site cannot forge either. A request
 * that carries neither is refused too: no browser of today sends such a write.
 */
export function crossOriginRefusal(headers: Headers): string | null {
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return `a ${site} request may not change anything`
  const origin = headers.get('origin')
  if (origin === null) {
    return site === 'same-origin' ? null : 'a write needs an Origin header of this server'
  }
  const host = headers.get('host')
  const own = URL.canParse(origin) ? new URL(origin).host : null
  return own !== null && own === host ? null : 'the Origin is not this server'
}
