import type { ReactNode } from 'react'
import { ConsoleFrame } from '@/components/shell/console-frame'
import { clustersQuery } from '@/lib/clusters/queries'
import { listClusters } from '@/lib/clusters/service'
import { seed } from '@/lib/http/page'
import { Seeded } from './seeded'

/** The frame of every page; it knows all clusters, for the switcher, the counts and the ages. */
const ConsoleLayout = ({ children }: { children: ReactNode }) => (
  <Seeded seeds={(ctx) => [seed(clustersQuery(), () => listClusters(ctx, { format: 'json' }))]}>
    <ConsoleFrame>{children}</ConsoleFrame>
  </Seeded>
)

export default ConsoleLayout
