import { expect, type Page } from '@playwright/test'
import { paths } from '../lib/paths.ts'
import type { TopicDetail, TopicItem } from '../lib/topics/schema.ts'
import { firstCluster, open, test } from './console-page.ts'

const topicsOf = async (page: Page, query: string): Promise<TopicItem[]> => {
  const id = await firstCluster(page)
  const answer = await page.request.get(`/api/clusters/${id}/topics?${query}`)
  return ((await answer.json()) as { data: { items: TopicItem[] } }).data.items
}

const largest = async (page: Page): Promise<TopicDetail> => {
  const id = await firstCluster(page)
  const [topic] = await topicsOf(page, 'sort=-partitions&internal=false&pageSize=1')
  if (!topic) throw new Error('the cluster has no topic')
  const answer = await page.request.get(
    `/api/clusters/${id}/topics/${encodeURIComponent(topic.name)}`,
  )
  return ((await answer.json()) as { data: TopicDetail }).data
}

test('internal topics can be hidden, and the address says so', async ({ page }) => {
  const id = await firstCluster(page)
  const internal = (await topicsOf(page, 'internal=true&pageSize=1'))[0]
  if (!internal) throw new Error('this cluster has no internal topic')
  await open(page, paths.topics(id))
  const row = page.getByRole('link', { name: internal.name }).first()
  await expect(row).toBeVisible()
  await page.getByRole('button', { name: 'Hide internal' }).click()
  await expect(page).toHaveURL(/internal=false/)
  await expect(row).toHaveCount(0)
})

test('every partition stands with its leader, replicas and ISR as the API has them', async ({
  page,
}) => {
  const topic = await largest(page)
  await open(page, `${paths.topic(await firstCluster(page), topic.name)}?rows=all`)
  const rows = page.getByRole('table', { name: `Partitions of ${topic.name}` }).getByRole('row')
  await expect(rows).toHaveCount(topic.partitionList.length + 1)
  const zero = topic.partitionList.find((one) => one.partition === 0)
  await expect(rows.filter({ hasText: /^(partition )?0(?!\d)/ }).first()).toContainText(
    zero?.isr.join(', ') ?? '',
  )
})

test('what differs from the default stands first, and Kafka’s documentation opens by keyboard', async ({
  page,
}) => {
  const topic = await largest(page)
  const own = topic.configs?.find((config) => !config.isDefault)
  if (!own) throw new Error('the topic has no setting of its own')
  await open(page, paths.topic(await firstCluster(page), topic.name))
  const region = page.getByRole('region', { name: 'Configuration' })
  // The one of the same name without a prefix stands first: the topic's own settings are on top.
  const first = region
    .locator('summary')
    .filter({ hasText: own?.name ?? '' })
    .first()
  await first.focus()
  await page.keyboard.press('Enter')
  await expect(region.locator('details[open] p').first()).toBeVisible()
  await expect(region.getByText(/\d+ defaults/)).toBeVisible()
})

test('"only bad" of a whole topic says that all is in sync', async ({ page }) => {
  const topic = await largest(page)
  test.skip(topic.underReplicated > 0 || topic.offline > 0, 'the topic is not whole now')
  await open(page, paths.topic(await firstCluster(page), topic.name))
  await page.getByRole('button', { name: /Only bad/ }).click()
  await expect(page).toHaveURL(/partitions=bad/)
  await expect(page.getByText('No bad partition')).toBeVisible()
})
