import { defineConfig, devices } from '@playwright/test'

// The browser comes from npm and unpacks into the temp folder. The variable makes it bring its own
// libnss3 too, which bare machines lack; it counts only before the first unpack.
process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x'
const { default: chromium } = await import('@sparticuz/chromium')
const executablePath = process.env.CHROMIUM ?? (await chromium.executablePath())

export default defineConfig({
  testDir: 'e2e',
  // Specs that stop brokers share one cluster with all others: one at a time, in order.
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:3000',
    // Not the package's own flags: they turn off web security and put everything into one process.
    launchOptions: {
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    },
    trace: 'retain-on-failure',
  },
  projects: [{ name: 'desktop', use: { ...devices['Desktop Chrome'] } }],
})
