/**
 * Until sign-in exists, Highwater answers on the machine it runs on and nowhere else. Binding to
 * loopback is half of that: a page of a foreign site whose name resolves to 127.0.0.1 (DNS
 * rebinding) reaches the port too, but its requests carry that site's name as Host.
 */

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i

/** Whether a Host header names this machine. A missing one does not. */
export function isLocalHost(host: string | null | undefined): boolean {
  return typeof host === 'string' && LOOPBACK.test(host)
}

export const HOST_REFUSED =
  'Highwater answers on localhost only until sign-in exists: open it as http://127.0.0.1'

/** Why a request with this Host is refused (status 403), or null when it may pass. */
export function hostRefusal(headers: Headers): string | null {
  return isLocalHost(headers.get('host')) ? null : HOST_REFUSED
}
