import { describe, expect, it } from 'vitest'
import { completeLock, platformOf } from './complete-lock.ts'

describe('a platform package is told by its name', () => {
  it.each([
    ['@biomejs/cli-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@next/swc-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@rolldown/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'] }],
    ['@tailwindcss/oxide-linux-x64-gnu', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }],
    ['fsevents', null],
  ])('%s', (name, platform) => {
    expect(platformOf(name)).toEqual(platform)
  })
})

describe('a lock written where some platforms are missing', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': {
        dev: true,
        optionalDependencies: { 'a-win32-x64': '^1.0.0', 'a-linux-x64': '1.0.0', plain: '2.0.0' },
      },
      'node_modules/a-linux-x64': { version: '1.0.0' },
    },
  }
  it('gains what npm left out and keeps what it has', () => {
    const { lock: completed, added, leftAlone } = completeLock(lock)
    expect(added).toBe(1)
    expect(completed.packages['node_modules/a-win32-x64']).toEqual({
      version: '1.0.0',
      dev: true,
      optional: true,
      os: ['win32'],
      cpu: ['x64'],
    })
    expect(completed.packages['node_modules/a-linux-x64']).toEqual({ version: '1.0.0' })
    expect(leftAlone).toEqual(['plain@2.0.0'])
  })
  it('is left as it is the second time', () => {
    const once = completeLock(lock).lock
    expect(completeLock(once)).toMatchObject({ lock: once, added: 0 })
  })
})
