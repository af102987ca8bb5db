'use client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import { RefreshProvider } from '@/components/data/refresh-provider'
import { ClockProvider } from '@/components/ui/clock-provider'
import { TooltipLayer } from '@/components/ui/tooltip-layer'
import { FetchError } from '@/lib/http/fetcher'

/** One client a browser tab. What the server already fetched is not asked again for 5 s. */
const makeClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5000,
        gcTime: 120_000,
        refetchOnWindowFocus: true,
        // The server may be on this machine: it answers when the browser thinks it is offline.
        networkMode: 'always',
        // What is refused or missing does not get better by asking again.
        retry: (failures, error) =>
          failures < 1 && (!(error instanceof FetchError) || error.status === 0),
      },
    },
  })

export const Providers = ({
  nonce,
  renderedAt,
  zone,
  children,
}: {
  nonce: string | undefined
  renderedAt: number
  zone: string
  children: ReactNode
}) => {
  const [client] = useState(makeClient)
  return (
    <CSPProvider nonce={nonce} disableStyleElements>
      <QueryClientProvider client={client}>
        <NuqsAdapter>
          <ClockProvider renderedAt={renderedAt} zone={zone}>
            <RefreshProvider>{children}</RefreshProvider>
            <TooltipLayer />
          </ClockProvider>
        </NuqsAdapter>
      </QueryClientProvider>
    </CSPProvider>
  )
}
