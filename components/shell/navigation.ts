import { nameFromPage, paths } from '@/lib/paths'

/** Where one is, read from the address: `/clusters/prod/groups/a%2Fb` → prod, groups, `a/b`. */
export type Place = {
  clusterId: string | null
  section: 'groups' | 'topics' | 'brokers' | 'settings' | null
  name: string | null
}

const sections = ['groups', 'topics', 'brokers'] as const

export const placeOf = (pathname: string, id: string | null): Place => {
  const [first, cluster, section, name] = pathname.split('/').filter(Boolean)
  if (first === 'settings') return { clusterId: null, section: 'settings', name: null }
  if (first !== 'clusters' || !cluster) return { clusterId: null, section: null, name: null }
  return {
    clusterId: nameFromPage(cluster),
    section: sections.find((one) => one === section) ?? null,
    name: name === undefined ? null : nameFromPage(name, id),
  }
}

/** The pages of one cluster, in the order of the navigation; only pages that exist. */
export const clusterPages = (clusterId: string) =>
  [
    { key: 'overview', label: 'Overview', section: null, href: paths.cluster(clusterId) },
    { key: 'groups', label: 'Groups', section: 'groups', href: paths.groups(clusterId) },
    { key: 'topics', label: 'Topics', section: 'topics', href: paths.topics(clusterId) },
    { key: 'brokers', label: 'Brokers', section: 'brokers', href: paths.brokers(clusterId) },
  ] as const
