'use client'
import { useFreshness } from '@/components/data/use-freshness'
import { Ago } from '@/components/ui/ago'
import type { Freshness } from '@/lib/clusters/schema'

const tone = {
  fresh: 'text-ink-3',
  stale: 'text-warning',
  dead: 'text-critical font-medium',
  never: 'text-ink-3',
}

/** How old a cluster's numbers are; coloured from two ticks on. */
export const FleetAge = ({ freshness }: { freshness: Freshness }) => (
  <Ago at={freshness.observedAt} form="bare" className={tone[useFreshness(freshness)]} />
)
