import { type NextRequest, NextResponse } from 'next/server'
import { hostRefusal } from '@/lib/http/host'

const development = process.env.NODE_ENV === 'development'

/**
 * The content policy: scripts by nonce, styles from our own files only. Development needs eval for
 * its source maps and inline styles for hot reload, so only a production build proves the policy.
 */
const contentPolicy = (nonce: string): string =>
  [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}'${development ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self'${development ? ` 'unsafe-inline'` : ''}`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')

const fixedHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
}

/**
 * Runs before every page and route: refuses foreign host names, and sets the security headers. Next
 * puts the nonce on its scripts when it finds the policy on the request. It is no lock: authority
 * is in the services.
 */
export const proxy = (request: NextRequest): NextResponse => {
  const refusal = hostRefusal(request.headers)
  if (refusal) return new NextResponse(refusal, { status: 403, headers: fixedHeaders })
  const nonce = btoa(crypto.randomUUID())
  const policy = contentPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(fixedHeaders)) response.headers.set(name, value)
  return response
}

export const config = { matcher: ['/((?!_next/static|icon.svg).*)'] }
