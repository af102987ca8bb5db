import { gunzipSync, gzipSync } from 'node:zlib'
import { expect } from '@playwright/test'
import { allPages, axeFindings, firstCluster, open, overflows, test } from './console-page.ts'

test.describe('without any script', () => {
  test.use({ javaScriptEnabled: false })
  test('the headline and the values of a cluster can be read', async ({ page }) => {
    const id = await firstCluster(page)
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty()
    await expect(page.getByRole('table', { name: 'Clusters' })).toBeVisible()
    await page.goto(`/clusters/${id}`)
    await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty()
    await expect(page.getByRole('region', { name: 'Consumer lag' })).toContainText(/\d|—/)
    await expect(page.getByRole('region', { name: 'Disk of brokers' })).toContainText(/\d|—/)
  })
})

test('the first load of any page is at most 200 KB of compressed script', async ({ page }) => {
  for (const path of await allPages(page)) {
    const html = await (await page.request.get(path)).text()
    const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)]
      .filter(([tag]) => !/\bnomodule\b/i.test(tag))
      .map(([, source]) => source ?? '')
    let bytes = 0
    for (const source of new Set(scripts)) {
      const body = await (await page.request.get(source)).body()
      const plain = body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body
      bytes += gzipSync(plain).length
    }
    expect(scripts.length, `${path} has scripts`).toBeGreaterThan(3)
    expect(bytes, path).toBeLessThanOrEqual(200 * 1024)
  }
})

for (const [name, viewport] of [
  ['320 px wide', { width: 320, height: 640 }],
  ['at 200 % zoom of a laptop', { width: 640, height: 400 }],
] as const) {
  test(`nothing has to be scrolled sideways ${name}`, async ({ page }) => {
    await page.setViewportSize(viewport)
    for (const path of await allPages(page)) {
      await open(page, path)
      expect(await overflows(page), path).toBe(false)
    }
  })
}

test('in forced colours every state keeps its word and its shape', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await open(page, '/')
  const row = page.getByRole('table', { name: 'Clusters' }).getByRole('row').nth(1)
  await expect(row).toContainText(/OK|Critical|Warning|Pending|Unknown/)
  expect(await axeFindings(page)).toEqual([])
})

test('triage needs no pointer: from the fleet to a cluster, its groups and one group', async ({
  page,
}) => {
  const id = await firstCluster(page)
  await open(page, '/')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/clusters/${id}`))
  await expect(page.getByRole('region', { name: 'Consumer lag' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('g')
  await expect(page).toHaveURL(/\/groups/)
  await expect(page.locator('[data-row-link]').first()).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/groups\/.+/)
})

test('single keys are dead while typing, and can be switched off', async ({ page }) => {
  const id = await firstCluster(page)
  await open(page, `/clusters/${id}/groups`)
  await page.keyboard.press('/')
  await page.keyboard.type('g t')
  await expect(page).toHaveURL(/\/groups/)
  await open(page, '/settings')
  await page.getByRole('button', { name: 'Single keys' }).click()
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL(/\/settings/)
})

test('the palette finds a group by a part of its name', async ({ page }) => {
  const id = await firstCluster(page)
  const answer = await page.request.get(`/api/clusters/${id}/groups?pageSize=1`)
  const group = ((await answer.json()) as { data: { items: { id: string }[] } }).data.items[0]?.id
  if (group === undefined) throw new Error('The cluster has no group')
  await open(page, `/clusters/${id}`)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(group)
  await expect(page.getByRole('option', { name: group }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/groups\//)
})

test('the theme that was chosen comes with the next page from its first byte', async ({ page }) => {
  await open(page, '/settings')
  await page.getByRole('button', { name: 'dark' }).click()
  const html = await (await page.request.get('/')).text()
  expect(html).toContain('data-theme="dark"')
})
