import { expect, type Page } from '@playwright/test'
import type { GroupDetail, GroupItem } from '../lib/groups/schema.ts'
import { paths } from '../lib/paths.ts'
import { firstCluster, open, test } from './console-page.ts'

const groupsOf = async (page: Page, query: string): Promise<GroupItem[]> => {
  const id = await firstCluster(page)
  const answer = await page.request.get(`/api/clusters/${id}/groups?${query}`)
  return ((await answer.json()) as { data: { items: GroupItem[] } }).data.items
}

const detailOf = async (page: Page, group: string): Promise<GroupDetail> => {
  const id = await firstCluster(page)
  const answer = await page.request.get(`/api/clusters/${id}/groups/${encodeURIComponent(group)}`)
  return ((await answer.json()) as { data: GroupDetail }).data
}

test('what hurts most stands first and in the headline', async ({ page }) => {
  const [worst] = await groupsOf(page, 'sort=-hurt&pageSize=1')
  if (!worst) throw new Error('the cluster has no group')
  await open(page, paths.groups(await firstCluster(page)))
  const rows = page.getByRole('table', { name: 'Groups' }).getByRole('row')
  await expect(rows.nth(1)).toContainText(worst.id)
  const title = page.getByRole('heading', { level: 1 })
  await expect(title).toContainText(worst.status === 'ok' ? 'within the thresholds' : worst.id)
})

test('filter, search and sort are in the address and survive a reload', async ({ page }) => {
  await open(page, paths.groups(await firstCluster(page)))
  await page.getByRole('combobox', { name: 'State' }).selectOption('Empty')
  await expect(page).toHaveURL(/state=Empty/)
  await page.getByRole('button', { name: 'Messages' }).click()
  await expect(page).toHaveURL(/sort=-lagMessages/)
  await page.reload()
  await expect(page.getByRole('columnheader', { name: 'Messages' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  const empty = await groupsOf(page, 'state=Empty')
  await expect(page.getByText(new RegExp(`^${empty.length} of \\d+`))).toBeVisible()
  await page.getByRole('searchbox').fill('no-such-name-anywhere')
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(page).not.toHaveURL(/state=|search=/)
})

test('by keyboard alone from the list to the partition that is furthest behind', async ({
  page,
}) => {
  const [worst] = await groupsOf(page, 'sort=-lagMessages&pageSize=1')
  if (!worst) throw new Error('the cluster has no group')
  await open(page, paths.groups(await firstCluster(page)))
  await page.keyboard.press('/')
  await page.keyboard.type(worst.id)
  await expect(page).toHaveURL(/search=/)
  await expect(page.getByRole('table', { name: 'Groups' }).getByRole('row')).toHaveCount(2)
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement?.hasAttribute('data-row-link'))) break
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: worst.id })).toBeVisible()
  const partitions = page.getByRole('table', { name: /^Partitions of/ }).first()
  const lags = await partitions
    .getByRole('row')
    .locator('b')
    .evaluateAll((all) => all.map((one) => Number(one.textContent?.replaceAll(',', ''))))
  expect(lags.length).toBeGreaterThan(0)
  expect(lags[0]).toBe(Math.max(...lags))
})

test('each partition of a stopped group has the offsets of the API, in a row and in the words of its picture', async ({
  page,
}) => {
  const [stopped] = await groupsOf(page, 'state=Empty&sort=-lagMessages&pageSize=1')
  if (!stopped) throw new Error('no group of this cluster is stopped')
  await open(page, `${paths.group(await firstCluster(page), stopped.id)}?rows=all`)
  const { partitions } = await detailOf(page, stopped.id)
  for (const row of partitions.slice(0, 6)) {
    if (row.committedOffset === null) continue
    const words = page.getByRole('img', { name: new RegExp(`^${row.topic}-${row.partition}: `) })
    const committed = BigInt(row.committedOffset).toLocaleString('en-US')
    await expect(words).toHaveAttribute('aria-label', /behind|caught up|readable|lag unknown/)
    await expect(page.getByRole('row').filter({ has: words })).toContainText(committed)
  }
})

test('idle members are marked and counted apart, with the guide’s row in words', async ({
  page,
}) => {
  const idle = (await groupsOf(page, 'pageSize=500')).find((group) => (group.idleMembers ?? 0) > 0)
  if (!idle) throw new Error('no group of this cluster has an idle member')
  await open(page, `${paths.group(await firstCluster(page), idle.id)}?members=all`)
  const members = page.getByRole('table', { name: 'Members' })
  await expect(members.getByText('idle', { exact: true })).toHaveCount(idle.idleMembers ?? 0)
  await expect(page.getByText(new RegExp(`active, ${idle.idleMembers} idle`))).toBeVisible()
})

test('the list is a CSV of what the filter leaves', async ({ page }) => {
  await open(page, `${paths.groups(await firstCluster(page))}?state=Empty`)
  const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href')
  const answer = await page.request.get(href ?? '')
  expect(answer.headers()['content-type']).toContain('text/csv')
  const lines = (await answer.text()).trim().split('\n')
  expect(lines).toHaveLength((await groupsOf(page, 'state=Empty&pageSize=500')).length + 1)
})
