import { expect, type Page } from '@playwright/test'
import type { BrokerItem } from '../lib/brokers/schema.ts'
import { paths } from '../lib/paths.ts'
import { firstCluster, open, test } from './console-page.ts'

const brokersOf = async (page: Page): Promise<BrokerItem[]> => {
  const id = await firstCluster(page)
  const answer = await page.request.get(`/api/clusters/${id}/brokers?pageSize=500`)
  return ((await answer.json()) as { data: { items: BrokerItem[] } }).data.items
}

test('every broker has its disk as a bar with words, its rack, and one of them is the controller', async ({
  page,
}) => {
  const brokers = await brokersOf(page)
  await open(page, paths.brokers(await firstCluster(page)))
  for (const broker of brokers) {
    const bar = page.getByRole('img', { name: `Disk of broker ${broker.id}` })
    await expect(bar).toHaveAttribute('aria-label', /75\s% marked|not known/)
    const row = page.getByRole('row').filter({ has: bar })
    await expect(row).toContainText(broker.rack ?? 'no rack')
  }
  await expect(page.getByRole('table').getByText('controller', { exact: true })).toHaveCount(
    brokers.filter((broker) => broker.isController).length,
  )
})

test('a broker shows each log dir, and its latency with a source or the reason there is none', async ({
  page,
}) => {
  const [broker] = await brokersOf(page)
  if (!broker) throw new Error('the cluster has no broker')
  await open(page, paths.broker(await firstCluster(page), broker.id))
  for (const dir of broker.logDirs) {
    await expect(page.getByRole('region', { name: 'Log dirs' })).toContainText(dir.path)
  }
  await expect(page.getByText(/^Produce p99(, by |; )/)).toBeVisible()
  await expect(page.getByText('round trip of our own requests')).toBeVisible()
})

test('a broker that is no number is a 404', async ({ page, problems }) => {
  const id = await firstCluster(page)
  const answer = await page.goto(`/clusters/${id}/brokers/abc`)
  expect(answer?.status()).toBe(404)
  problems.splice(0, problems.length, ...problems.filter((line) => !line.includes('404')))
})
