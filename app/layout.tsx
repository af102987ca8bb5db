import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Providers } from '@/components/shell/providers'
import { themeFrom } from '@/components/shell/theme'
import { zoneFrom } from '@/components/shell/zone'

export const metadata: Metadata = {
  title: { default: 'Highwater', template: '%s · Highwater' },
  description: 'Apache Kafka, watched from its own protocol',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#121417' },
  ],
}

/** Reads the request's nonce and cookies, so every page is rendered for the request. */
const RootLayout = async ({ children }: { children: ReactNode }) => {
  const jar = await cookies()
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    <html lang="en" data-theme={themeFrom(jar.get('theme')?.value)} suppressHydrationWarning>
      <body>
        <Providers nonce={nonce} renderedAt={Date.now()} zone={zoneFrom(jar.get('zone')?.value)}>
          {children}
        </Providers>
      </body>
    </html>
  )
}

export default RootLayout
