import type { ClusterDetail } from '@/lib/clusters/schema'
import { CheckTile } from './check-tile'

/** The seven checks in their fixed order: seven in a row on a wide screen, two on a phone. */
export const CheckTiles = ({ cluster }: { cluster: ClusterDetail }) => (
  <section
    aria-label="Checks"
    className="mb-4.5 grid grid-cols-2 gap-px overflow-clip rounded-lg border border-line bg-line sm:grid-cols-3 lg:grid-cols-4 xl:grid-cols-7"
  >
    {cluster.checks.map((check) => (
      <CheckTile
        key={check.check}
        check={check}
        clusterId={cluster.id}
        spark={cluster.checkSparks[check.check] ?? []}
        note={
          check.check === 'active_controller' && cluster.controllerId !== null
            ? `node ${cluster.controllerId}`
            : null
        }
      />
    ))}
    <div aria-hidden="true" className="row-span-6 bg-panel sm:col-span-2 lg:col-span-1 xl:hidden" />
  </section>
)
