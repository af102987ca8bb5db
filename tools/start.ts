import { join } from 'node:path'
import { loadSettings } from '../lib/config/settings.ts'
import { migrate } from './migrate.ts'
import { own } from './stack/own.ts'
import { updateRecord } from './stack/record.ts'
import { collectorArgs, collectorEnv } from './stack/stack.ts'
import { AskedToEnd, untilAsked } from './stack/until-asked.ts'
import { serveWeb } from './stack/web.ts'
import { root } from './stack/web-build.ts'

// `npm start`: the collector and the web server for one's own database and clusters.
const main = async () => {
  const url = process.env.DATABASE_URL
  if (!url) {
    throw new Error(
      'DATABASE_URL is not set: name your Postgres, e.g. postgresql://highwater_owner:…@host/highwater, or try npm run demo',
    )
  }
  const { clusters } = loadSettings()
  console.log(`  watching ${clusters.map(({ id }) => id).join(', ')}`)
  const applied = await migrate(url)
  console.log(`  database: ${applied.length} new migrations`)

  const say = (line: string) => console.log(`  ${line}`)
  const home = join(root, '.highwater/start')
  const asked = untilAsked(() => console.log('\nstopping …'))
  const app = process.env.APP_DATABASE_URL ?? url
  const env = { ...process.env, DATABASE_URL: app, APP_DATABASE_URL: app }
  const { value, stop } = await own({ home, say, signal: asked.signal }, async (owner) => {
    owner.run('collector', collectorArgs, { ...collectorEnv, ...env }, { log: null })
    const port = Number(process.env.PORT ?? 3000)
    return serveWeb(owner, { port, dev: false, env, say })
  })
  updateRecord(home, (record) => {
    record.url = value
  })
  console.log(`\nHighwater: ${value}`)
  await asked.promise
  await stop()
}

await main().catch((e: unknown) => {
  if (e instanceof AskedToEnd) return
  console.error(e instanceof Error ? e.message : e)
  process.exitCode = 1
})
console.log('all stopped')
process.exit()
