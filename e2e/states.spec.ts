import { expect, type Page } from '@playwright/test'
import { allPages, axeFindings, firstCluster, open, test } from './console-page.ts'

/** A network that is cut: every question of the browser fails from now on. */
const cut = (page: Page) => page.route('**/api/**', (route) => route.abort())

/** A collector that has stood still for an hour: the same answers with old times. */
const age = (page: Page) =>
  page.route('**/api/**', async (route) => {
    const answer = await route.fetch()
    const old = new Date(Date.now() - 3_600_000).toISOString()
    const text = (await answer.text())
      .replace(/"observedAt":"[^"]+"/g, `"observedAt":"${old}"`)
      .replace(/"state":"fresh"/g, '"state":"dead"')
    await route.fulfill({ response: answer, body: text })
  })

/** axe's findings in both themes, without loading the page again. */
const findings = async (page: Page): Promise<string[]> => {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const finding of await axeFindings(page)) found.push(`${colorScheme}: ${finding}`)
  }
  return found
}

const refresh = (page: Page) => page.getByRole('button', { name: 'Refresh now' }).click()

test.describe('axe has no finding in either theme', () => {
  test.slow()

  test('on any page with data', async ({ page }) => {
    for (const path of await allPages(page)) {
      await open(page, path)
      expect(await findings(page), path).toEqual([])
    }
  })

  test('on lists where nothing matches', async ({ page }) => {
    const id = await firstCluster(page)
    for (const list of ['groups', 'topics', 'brokers']) {
      await open(page, `/clusters/${id}/${list}?search=no-such-name-anywhere`)
      await expect(page.getByText(/matches/)).toBeVisible()
      expect(await findings(page), list).toEqual([])
    }
  })

  test('on any page whose data is old', async ({ page }) => {
    for (const path of await allPages(page)) {
      if (path === '/settings') continue
      await open(page, path)
      await age(page)
      await refresh(page)
      await expect(page.getByRole('banner').getByText(/old$/)).toBeVisible()
      expect(await findings(page), path).toEqual([])
      await page.unroute('**/api/**')
    }
  })

  test('on any page that can no longer ask', async ({ page, problems }) => {
    for (const path of await allPages(page)) {
      if (path === '/settings') continue
      await open(page, path)
      await cut(page)
      await refresh(page)
      await expect(page.getByRole('alert').first()).toContainText('could not be refreshed')
      expect(await findings(page), path).toEqual([])
      await page.unroute('**/api/**')
    }
    // The requests that were cut are errors of the browser, not of the page.
    problems.splice(0, problems.length, ...problems.filter((line) => !/net::ERR_/.test(line)))
  })
})
