import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The tree, held to its own rules: who may import whom, who owns what, how large a file may be. */

const ROOT = join(import.meta.dirname, '..')
const FOLDERS = ['app', 'components', 'lib', 'tools', 'e2e']

type Import = { from: string; typeOnly: boolean; dynamic: boolean }
type Source = { path: string; text: string; lines: number; imports: Import[] }

const STATEMENT =
  /^(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]/gm

/** `{ type A, type B }` imports nothing at run time. */
const onlyTypes = (clause: string): boolean => {
  const names = /^\{([\s\S]*)\}$/.exec(clause.trim())?.[1]?.split(',') ?? []
  const given = names.map((name) => name.trim()).filter((name) => name !== '')
  return given.length > 0 && given.every((name) => name.startsWith('type '))
}

/** A module as a path of this tree, or the name of a package. */
const resolved = (from: string, path: string): string => {
  const local = from.startsWith('@/') ? from.slice(2) : null
  if (local === null && !from.startsWith('.')) return from
  const target = local ?? relative(ROOT, join(ROOT, dirname(path), from))
  const found = ['', '.ts', '.tsx', '.mjs'].find((end) => byPath.has(target + end))
  return found === undefined ? target : target + found
}

const read = (path: string): Source => {
  const text = readFileSync(join(ROOT, path), 'utf8')
  return { path, text, lines: text.split('\n').length - 1, imports: [] }
}

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|mjs)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes('node_modules')),
).map(read)
const byPath = new Map(files.map((file) => [file.path, file]))
for (const file of files) {
  for (const [, type, clause = '', from, bare] of file.text.matchAll(STATEMENT)) {
    const typeOnly = type !== undefined || (bare === undefined && onlyTypes(clause))
    file.imports.push({ from: resolved(from ?? bare ?? '', file.path), typeOnly, dynamic: false })
  }
  for (const [, from = ''] of file.text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) {
    file.imports.push({ from: resolved(from, file.path), typeOnly: false, dynamic: true })
  }
}

const isTest = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) || /(?:^|\/)(?:testing|example|e2e)/.test(path)
const code = files.filter((file) => !isTest(file.path))
const inside = (folder: string) => (file: Source) => file.path.startsWith(`${folder}/`)

/** Everything that is loaded when `path` is: values only, packages included, each with the way to it. */
const loadedBy = (path: string, withDynamic = true): Map<string, string> => {
  const found = new Map<string, string>([[path, path]])
  for (const [at, way] of found) {
    for (const { from, typeOnly, dynamic } of byPath.get(at)?.imports ?? []) {
      if (typeOnly || (dynamic && !withDynamic) || found.has(from)) continue
      found.set(from, `${way} → ${from}`)
    }
  }
  return found
}

/** Ways by which a file loads something that `forbidden` names. */
const waysTo = (path: string, forbidden: RegExp): string[] =>
  [...loadedBy(path)].filter(([name]) => forbidden.test(name)).map(([, way]) => way)

const offenders = (sources: Source[], broken: (file: Source) => boolean): string[] =>
  sources.filter(broken).map((file) => file.path)

describe('names and sizes', () => {
  it('has no folder that says nothing, and no barrel', () => {
    const vague = /(?:^|\/)(?:src|utils?|helpers?|types|hooks|constants|common|misc)\//
    expect(offenders(files, (file) => vague.test(file.path))).toEqual([])
    expect(offenders(files, (file) => /^index\.tsx?$/.test(basename(file.path)))).toEqual([])
  })

  it('keeps files small: 300 lines, a page 40, a route 30', () => {
    const most = (path: string): number =>
      /^app\/.*page\.tsx$/.test(path) ? 40 : /^app\/.*route\.ts$/.test(path) ? 30 : 300
    expect(offenders(files, (file) => file.lines > most(file.path))).toEqual([])
  })

  it('names files in kebab-case, with the test beside them', () => {
    const name =
      /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|postgres\.test|kafka\.test|spec))?\.(?:tsx?|mjs)$/
    expect(offenders(files, (file) => !name.test(basename(file.path)))).toEqual([])
  })

  it('exports by name except where Next wants a default', () => {
    // A lazily loaded chart is what `dynamic()` asks for by default.
    const wanted = /^app\/|\.config\.ts$|^components\/charts\/[a-z-]+-canvas\.tsx$/
    const has = (file: Source) => /^export default/m.test(file.text) && !wanted.test(file.path)
    expect(offenders(code, has)).toEqual([])
  })

  it('leaves no test out and none alone', () => {
    const tests = files.filter((file) => /\.(?:test|spec)\.tsx?$/.test(file.path))
    const partial = /\b(?:it|test|describe)(?:\.\w+)*\.(?:only|todo|fixme|skip)\b/
    // A browser test may say that the cluster it runs on lacks what it is about, by a condition and a reason.
    const text = (file: Source) =>
      file.path.startsWith('e2e/')
        ? file.text.replaceAll(/\btest\.skip\(\s*[^'")]+,\s*['"][^'"]+['"]\)/g, '')
        : file.text
    expect(offenders(tests, (file) => partial.test(text(file)))).toEqual([])
  })
})

describe('single owners', () => {
  it.each<[string, RegExp, RegExp]>([
    ['@platformatic/kafka', /^@platformatic\/kafka/, /^lib\/kafka\/(?:control-plane|codecs)\//],
    ['kafkajs', /^kafkajs/, /^lib\/kafka\/message-plane\//],
    ['Prisma', /^@prisma\/|^generated\/prisma/, /^lib\/db\//],
    ['recharts', /^recharts/, /^components\/charts\//],
    ['prom-client', /^prom-client/, /^lib\/(?:http|collector|metrics)\//],
  ])('%s is loaded in one place', (_, library, owner) => {
    const loads = (file: Source) => file.imports.some(({ from }) => library.test(from))
    const others = code.filter((file) => !owner.test(file.path) && !file.path.startsWith('tools/'))
    expect(offenders(others, loads)).toEqual([])
  })

  it('connects to Postgres in lib/db alone; others are handed its pool', () => {
    const loads = (file: Source) => file.imports.some((i) => i.from === 'pg' && !i.typeOnly)
    expect(offenders(code.filter(inside('lib')), loads)).toEqual(['lib/db/pool.ts'])
  })

  it('reads the environment in lib/config alone', () => {
    const reads = (file: Source) =>
      /\bprocess\.env\b/.test(file.text) && /^(?:app|components|lib)\//.test(file.path)
    expect(offenders(code, reads).filter((path) => !path.startsWith('lib/config/'))).toEqual([])
  })
})

describe('import direction', () => {
  it('runs lib, tools and e2e without the alias, with endings', () => {
    const wrong = (file: Source) =>
      /from '@\//.test(file.text) || /from '\.[^']*(?<!\.tsx?|\.mjs|\.json)'/.test(file.text)
    expect(offenders(code.filter(inside('lib')), wrong)).toEqual([])
    expect(offenders(code.filter(inside('tools')), wrong)).toEqual([])
  })

  it('never looks up: lib knows no component and no page, components no page', () => {
    const looksUp = (file: Source) =>
      file.imports.some(({ from }) =>
        file.path.startsWith('lib/') ? /^(?:app|components)\//.test(from) : /^app\//.test(from),
      )
    const lower = code.filter((file) => /^(?:lib|components)\//.test(file.path))
    expect(offenders(lower, looksUp)).toEqual([])
  })

  it('keeps rules pure: no zod, React, Node, clock, database, Kafka or configuration behind them', () => {
    const pure =
      /^lib\/(?:trends|charts)\/|^lib\/(?:groups|topics|brokers)\/(?:rules|status|members|position|cause|snapshot-index)\.ts$|^lib\/clusters\/(?:checks|headline|attention|warnings|freshness)[a-z-]*\.ts$|^lib\/events\/diff\.ts$|^lib\/(?:words|format)[a-z-]*\.ts$/
    const rules = code.filter((f) => pure.test(f.path) && !f.path.endsWith('schema.ts'))
    const impure =
      /^(?:zod|react|next|node:|pg|@)|^lib\/(?:db|kafka|config|history|collector|http)\//
    expect(rules.length).toBeGreaterThan(10)
    expect(rules.flatMap((file) => waysTo(file.path, impure))).toEqual([])
    expect(offenders(rules, (file) => /\bDate\.now\(|new Date\(\)/.test(file.text))).toEqual([])
  })

  it('keeps the server out of the browser: no zod, Node, Postgres or Kafka behind a component', () => {
    const server =
      /^(?:zod|node:|pg|prom-client|pino|kafkajs|@platformatic|@prisma)|^lib\/(?:db|kafka|config|collector)\/|\/service\.ts$/
    const browser = code.filter(
      (file) => file.path.startsWith('components/') || file.path.endsWith('/queries.ts'),
    )
    expect(browser.flatMap((file) => waysTo(file.path, server))).toEqual([])
  })

  it('keeps services free of the web: no next, no React, no Request', () => {
    const services = code.filter((file) => /^lib\/[a-z]+\/service\.ts$/.test(file.path))
    expect(services.length).toBeGreaterThan(5)
    expect(services.flatMap((file) => waysTo(file.path, /^(?:next|react)(?:\/|$)/))).toEqual([])
    const web = (file: Source) => /\b(?:Request|Response|Headers)\b[(<]|: Request\b/.test(file.text)
    expect(offenders(services, web)).toEqual([])
  })

  it('has no circle among services', () => {
    const services = code.filter((file) => file.path.endsWith('/service.ts'))
    const circles = services.filter((file) =>
      file.imports.some(({ from, typeOnly }) => !typeOnly && loadedBy(from).has(file.path)),
    )
    expect(circles.map((file) => file.path)).toEqual([])
  })

  it("loads the collector's parts in the collector, in tools, and in the web's own poll alone", () => {
    const allowed = /^(?:lib\/collector|tools)\/|^lib\/http\/web-poller\.ts$/
    const loads = (file: Source) =>
      file.imports.some(({ from }) => from.startsWith('lib/collector/'))
    const others = code.filter((file) => !allowed.test(file.path))
    expect(offenders(others, loads)).toEqual([])
  })

  it('composes nouns in pages: a component imports no other noun of components', () => {
    const nouns = new Set(['brokers', 'clusters', 'groups', 'topics', 'alerts', 'settings'])
    const foreign = (file: Source) =>
      file.imports.some(({ from }) => {
        const [, noun = ''] = /^components\/([a-z]+)\//.exec(from) ?? []
        return nouns.has(noun) && !file.path.startsWith(`components/${noun}/`)
      })
    expect(offenders(code.filter(inside('components')), foreign)).toEqual([])
  })
})

describe('routes', () => {
  const routes = code.filter((file) => /^app\/.*\/route\.ts$/.test(file.path))

  it('go through the wrapper, every one and every method', () => {
    expect(routes.length).toBeGreaterThan(15)
    const METHODS = /^export const (GET|POST|PUT|PATCH|DELETE) = (\w+)/gm
    const bare = (file: Source) => {
      const verbs = [...file.text.matchAll(METHODS)]
      const wrapper = file.path === 'app/metrics/route.ts' ? 'metricsRoute' : 'route'
      const functions = /export (?:async )?function/.test(file.text)
      return functions || verbs.length === 0 || verbs.some(([, , by]) => by !== wrapper)
    }
    expect(offenders(routes, bare)).toEqual([])
  })

  it('change nothing on GET, and declare every other method a write', () => {
    const writes = (file: Source) =>
      /export const (?:POST|PUT|PATCH|DELETE)/.test(file.text) && !/write: true/.test(file.text)
    expect(offenders(routes, writes)).toEqual([])
  })

  it('name themselves as their folder says', () => {
    const misnamed = (file: Source) => {
      const path = file.path.replace(/^app/, '').replace(/\/route\.ts$/, '')
      return path !== '/metrics' && !file.text.includes(`name: '${path}'`)
    }
    expect(offenders(routes, misnamed)).toEqual([])
  })
})
