'use client'
import { statusWord } from '@/components/ui/status-mark'
import { usePlace } from './use-place'

/** Tells a screen reader when the cluster's state changes, and nothing on every other refresh. */
export const StatusAnnouncer = () => {
  const { cluster } = usePlace()
  return (
    <p role="status" className="sr-only">
      {cluster ? `${cluster.name}: ${statusWord[cluster.status]}` : ''}
    </p>
  )
}
