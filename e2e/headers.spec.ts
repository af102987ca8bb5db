import { request } from 'node:http'
import { expect } from '@playwright/test'
import { test } from './console-page.ts'

test('every page carries a content policy with a fresh nonce and no inline allowance', async ({
  page,
}) => {
  const policies = []
  for (let visit = 0; visit < 2; visit++) {
    const answer = await page.goto('/')
    policies.push(answer?.headers()['content-security-policy'] ?? '')
  }
  for (const policy of policies) {
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-')
  }
  expect(policies[0]).not.toBe(policies[1])
})

test('a page of a foreign site whose name resolves to this machine is refused', async ({
  baseURL,
}) => {
  const { hostname, port } = new URL(baseURL ?? '')
  for (const path of ['/', '/api/clusters']) {
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'rebound.example' }
      request({ hostname, port, path, headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })
    expect(status, path).toBe(403)
  }
})
