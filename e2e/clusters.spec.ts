import { expect } from '@playwright/test'
import { axeFindings, firstCluster, open, test } from './console-page.ts'

const checks = [
  'Consumer lag',
  'Under-replicated partitions',
  'Offline partitions',
  'ISR shrink',
  'Active controller',
  'Produce request p99',
  'Disk of brokers',
]

test('the seven checks stand in their fixed order with value, source and age', async ({ page }) => {
  await open(page, `/clusters/${await firstCluster(page)}`)
  const tiles = page.getByRole('region', { name: 'Checks' }).getByRole('region')
  expect(
    await tiles.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))),
  ).toEqual(checks)
  for (const name of checks) {
    await expect(page.getByRole('region', { name, exact: true })).toContainText(/old|no source/)
  }
})

test('page and API say the same of each check', async ({ page }) => {
  const id = await firstCluster(page)
  await open(page, `/clusters/${id}`)
  const answer = await page.request.get(`/api/clusters/${id}`)
  const { data } = (await answer.json()) as { data: { brokersTotal: number; groups: number } }
  const groups = page
    .getByRole('navigation', { name: 'Cluster' })
    .getByRole('link', { name: /Groups/ })
  await expect(groups).toContainText(String(data.groups))
})

test('a row of the fleet is a link that can be opened in a tab', async ({ page }) => {
  const id = await firstCluster(page)
  await open(page, '/')
  const link = page.getByRole('table', { name: 'Clusters' }).getByRole('link').first()
  await expect(link).toHaveAttribute('href', `/clusters/${id}`)
})

test('what was read stays on screen when the server stops answering, with a way to try again', async ({
  page,
  problems,
}) => {
  const id = await firstCluster(page)
  await open(page, `/clusters/${id}`)
  const value = page.getByRole('region', { name: 'Consumer lag' })
  await expect(value).toContainText(/\d|—/)
  await page.route('**/api/**', (route) => route.abort())
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await expect(page.getByRole('alert').first()).toContainText('could not be refreshed')
  await expect(value).toContainText(/\d|—/)
  expect(await axeFindings(page)).toEqual([])
  await page.unroute('**/api/**')
  await page.getByRole('button', { name: 'Try again' }).first().click()
  await expect(page.getByText('The cluster could not be refreshed')).toHaveCount(0)
  // The requests that were cut are errors of the browser, not of the page.
  problems.splice(0, problems.length, ...problems.filter((line) => !line.includes('net::ERR_')))
})

test('the range of the charts is in the address, and Back undoes it', async ({ page }) => {
  await open(page, `/clusters/${await firstCluster(page)}`)
  await page.keyboard.press('t')
  await page.getByRole('button', { name: '6h', exact: true }).click()
  await expect(page).toHaveURL(/from=now-6h/)
  await page.goBack()
  await expect(page).not.toHaveURL(/from=/)
})

test('a cluster that is not configured is a 404 inside the frame', async ({ page, problems }) => {
  const answer = await page.goto('/clusters/nobody')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('no such page')
  problems.splice(0, problems.length, ...problems.filter((line) => !line.includes('404')))
})
