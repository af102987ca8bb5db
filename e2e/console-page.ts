import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { paths } from '../lib/paths.ts'

/** Every test fails on an error in the console: a refused style, a missing file, a broken hydration. */
export const test = base.extend<{ problems: string[] }>({
  problems: [
    async ({ page }, use) => {
      const problems: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text())
      })
      page.on('pageerror', (error) => problems.push(String(error)))
      await use(problems)
      expect(problems, 'errors in the console').toEqual([])
    },
    { auto: true },
  ],
})

/** The id of the first configured cluster. */
export const firstCluster = async (page: Page): Promise<string> => {
  const answer = await page.request.get('/api/clusters')
  const { data } = (await answer.json()) as { data: { items: { id: string }[] } }
  const id = data.items[0]?.id
  if (id === undefined) throw new Error('No cluster is configured')
  return id
}

/** Every page of the console, those of one group, topic and broker too. */
export const allPages = async (page: Page): Promise<string[]> => {
  const c = await firstCluster(page)
  const first = async <T>(list: string): Promise<T | undefined> => {
    const answer = await page.request.get(`/api/clusters/${c}/${list}?pageSize=1`)
    return ((await answer.json()) as { data: { items: T[] } }).data.items[0]
  }
  const group = await first<{ id: string }>('groups')
  const topic = await first<{ name: string }>('topics')
  const broker = await first<{ id: number }>('brokers')
  return [
    '/',
    paths.cluster(c),
    paths.groups(c),
    paths.topics(c),
    paths.brokers(c),
    '/settings',
    ...(group ? [paths.group(c, group.id)] : []),
    ...(topic ? [paths.topic(c, topic.name)] : []),
    ...(broker ? [paths.broker(c, broker.id)] : []),
  ]
}

/** Opens a page and waits until its headline stands and its data has replaced the skeletons. */
export const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('#main .skeleton')).toHaveCount(0)
}

/** axe's findings as short lines; none is the goal. */
export const axeFindings = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.flatMap((one) =>
    one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`),
  )
}

/** True when the page can be scrolled sideways as a whole. */
export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
