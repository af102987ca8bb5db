import { expect } from '@playwright/test'
import { allPages, axeFindings, firstCluster, open, overflows, test } from './console-page.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('no page scrolls sideways, and axe has no finding', async ({ page }) => {
  test.slow()
  for (const path of await allPages(page)) {
    await open(page, path)
    expect(await overflows(page), path).toBe(false)
    expect(await axeFindings(page), path).toEqual([])
  }
})

test('the bar below the thumb leads everywhere, with targets of 44 px', async ({ page }) => {
  const id = await firstCluster(page)
  await open(page, `/clusters/${id}`)
  const bar = page.getByRole('navigation', { name: 'Main' })
  const items = bar.getByRole('link').or(bar.getByRole('button'))
  for (const item of await items.all()) {
    const box = await item.boundingBox()
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44)
  }
  await bar.getByRole('link', { name: 'Groups' }).tap()
  await expect(page).toHaveURL(/\/groups/)
  await bar.getByRole('button', { name: 'Search' }).tap()
  await expect(page.getByRole('combobox')).toBeFocused()
})

test('two taps lead from what hurts most to its page', async ({ page }) => {
  await open(page, '/')
  await page.getByRole('table', { name: 'Clusters' }).getByRole('link').first().tap()
  const region = page.getByRole('region', { name: 'Needs attention' })
  await expect(region).toBeVisible()
  const links = region.getByRole('link')
  if ((await links.count()) === 0) await expect(region).toContainText(/Nothing|Not known/)
  else {
    await links.first().tap()
    await expect(page).toHaveURL(/\/(groups|topics|brokers)/)
  }
})

test('what is known of a row is in sight without a pointer: name, state and lag', async ({
  page,
}) => {
  const id = await firstCluster(page)
  await open(page, `/clusters/${id}/groups`)
  const card = page.locator('#main tbody tr').first()
  await expect(card.getByRole('link').first()).toBeVisible()
  await expect(card).toContainText(/OK|Critical|Warning|Pending|Unknown/)
  const box = await card.boundingBox()
  expect(box?.height).toBeGreaterThanOrEqual(44)
  expect(box?.width).toBeLessThanOrEqual(390)
})
