'use client'
import { useQuery } from '@tanstack/react-query'
import { usePathname, useSearchParams } from 'next/navigation'
import { clustersQuery } from '@/lib/clusters/queries'
import { placeOf } from './navigation'

/** Where one is, with all clusters and the one that is open (null on the fleet page). */
export const usePlace = () => {
  const place = placeOf(usePathname(), useSearchParams().get('id'))
  const { data } = useQuery(clustersQuery())
  const clusters = data?.data.items ?? []
  return {
    ...place,
    clusters,
    cluster: clusters.find((cluster) => cluster.id === place.clusterId) ?? null,
  }
}
