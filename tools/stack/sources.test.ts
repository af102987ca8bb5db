import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sourceHash } from './sources.ts'

describe('the web is rebuilt exactly when its sources changed', () => {
  let folder = ''
  const put = (name: string, text: string) => {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'highwater-sources-'))
    put('app/page.tsx', 'one')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it.each([
    ['a changed page', 'app/page.tsx', 'two'],
    ['a new component', 'components/ui/a.tsx', 'x'],
    ['another dependency', 'package-lock.json', '{}'],
    ['another build setting', 'next.config.js', 'x'],
    ['another database shape', 'prisma/schema.prisma', 'x'],
  ])('%s counts', (_, name, text) => {
    const before = sourceHash(folder)
    put(name, text)
    expect(sourceHash(folder)).not.toBe(before)
  })
  it.each([
    ['a test', 'lib/a.test.ts'],
    ['a tool', 'tools/demo.ts'],
    ['a document', 'README.md'],
  ])('%s does not', (_, name) => {
    const before = sourceHash(folder)
    put(name, 'x')
    expect(sourceHash(folder)).toBe(before)
  })
  it('tells apart text that moved from one file to the next', () => {
    put('app/a.ts', 'xy')
    put('app/b.ts', '')
    const before = sourceHash(folder)
    put('app/a.ts', 'x')
    put('app/b.ts', 'y')
    expect(sourceHash(folder)).not.toBe(before)
  })
})
