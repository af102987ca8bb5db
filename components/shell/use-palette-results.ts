'use client'
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { brokersQuery } from '@/lib/brokers/queries'
import type { ClusterItem } from '@/lib/clusters/schema'
import { groupsQuery } from '@/lib/groups/queries'
import { paths } from '@/lib/paths'
import { topicsQuery } from '@/lib/topics/queries'
import { clusterPages } from './navigation'
import { type RecentPlace, recentPlaces } from './recent-places'

export type PaletteSection = { title: string; items: RecentPlace[] }

const EACH = 5
/** Searching more clusters at once would not be answered at typing speed. */
const MOST_CLUSTERS = 8

/**
 * What the palette offers for a text: pages and clusters by name, groups, topics and brokers found
 * by the server in the open cluster (or in the first eight), and without a text the recent places.
 */
export const usePaletteResults = (
  text: string,
  clusterId: string | null,
  clusters: ClusterItem[],
): { sections: PaletteSection[]; searching: boolean } => {
  const search = text.trim()
  const scope = clusterId
    ? [clusterId]
    : clusters.slice(0, MOST_CLUSTERS).map((cluster) => cluster.id)
  const asked = search === '' ? [] : scope
  const shared = { placeholderData: keepPreviousData, staleTime: 10_000 }
  const list = { search, pageSize: EACH }
  const groups = useQueries({
    queries: asked.map((id) => ({ ...groupsQuery(id, list), ...shared })),
  })
  const topics = useQueries({
    queries: asked.map((id) => ({ ...topicsQuery(id, list), ...shared })),
  })
  const brokers = useQueries({
    queries: asked.map((id) => ({ ...brokersQuery(id, list), ...shared })),
  })
  const nameOf = (id: string) => clusters.find((cluster) => cluster.id === id)?.name ?? id
  const hint = (kind: string, id: string) => (clusterId ? kind : `${kind} in ${nameOf(id)}`)
  const found = <T>(
    answers: { data: { data: { items: T[] } } | undefined }[],
    place: (item: T, id: string) => RecentPlace,
  ) =>
    asked.flatMap((id, index) =>
      (answers[index]?.data?.data.items ?? []).map((item) => place(item, id)),
    )

  const wanted = search.toLowerCase()
  const named = (label: string) => label.toLowerCase().includes(wanted)
  const pages: RecentPlace[] = [
    ...(clusterId ? clusterPages(clusterId) : []).map((page) => ({
      label: page.label,
      hint: 'page',
      href: page.href,
    })),
    { label: 'Settings', hint: 'page', href: '/settings' },
  ]
  const sections: PaletteSection[] = [
    { title: 'Recent', items: search === '' ? recentPlaces() : [] },
    {
      title: 'Groups',
      items: found(groups, (group, id) => ({
        label: group.id,
        hint: hint('group', id),
        href: paths.group(id, group.id),
      })),
    },
    {
      title: 'Topics',
      items: found(topics, (topic, id) => ({
        label: topic.name,
        hint: hint('topic', id),
        href: paths.topic(id, topic.name),
      })),
    },
    {
      title: 'Brokers',
      items: found(brokers, (broker, id) => ({
        label: `broker ${broker.id}`,
        hint: `${broker.host}:${broker.port}`,
        href: paths.broker(id, broker.id),
      })),
    },
    {
      title: 'Clusters',
      items: clusters
        .filter((cluster) => named(cluster.name) || named(cluster.id))
        .slice(0, 12)
        .map((cluster) => ({
          label: cluster.name,
          hint: cluster.environment,
          href: paths.cluster(cluster.id),
        })),
    },
    { title: 'Pages', items: pages.filter((page) => named(page.label)) },
  ]
  return {
    sections: sections.filter((section) => section.items.length > 0),
    searching: [...groups, ...topics, ...brokers].some((query) => query.isFetching),
  }
}
