import { Banner } from '@/components/ui/banner'
import type { ClusterDetail } from '@/lib/clusters/schema'
import type { Warning } from '@/lib/http/schema'

/** Without DESCRIBE on the cluster Kafka hides groups and topics silently: then every count says so. */
export const VisibilityNote = ({
  visibility,
  warnings,
}: {
  visibility: ClusterDetail['visibility']
  warnings: Warning[]
}) => {
  const said = warnings.some((warning) => warning.code === 'partial_visibility')
  if (visibility !== 'principal' || said) return null
  return (
    <div className="mb-3.5">
      <Banner status="unknown" title="Counts are what is visible to this principal.">
        It lacks DESCRIBE on the cluster, so Kafka leaves out groups and topics without saying so.
      </Banner>
    </div>
  )
}
