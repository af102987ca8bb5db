import { readFileSync, writeFileSync } from 'node:fs'

/** The part of a package-lock this reads and writes. */
type LockedPackage = {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
export type Lock = { packages: Record<string, LockedPackage> }

const systems = new Set(
  'android darwin freebsd linux netbsd openbsd openharmony sunos win32 aix'.split(' '),
)

/** The word of a package's name that stands for a processor, as npm spells the processor. */
const processors: Record<string, string> = {
  x64: 'x64',
  ia32: 'ia32',
  arm64: 'arm64',
  arm: 'arm',
  ppc64: 'ppc64',
  ppc64le: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  loong64: 'loong64',
  loongarch64: 'loong64',
  mips64el: 'mips64el',
  wasm32: 'wasm32',
}

/** What a platform package's name says it is for; null when it names no platform. `-universal` names a system alone. */
export const platformOf = (name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> | null => {
  const words = (name.split('/').at(-1) ?? '').split('-')
  const os = words.find((word) => systems.has(word))
  const cpu = words.map((word) => processors[word]).find(Boolean)
  if (!os && !cpu) return null
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.includes('gnu')
      ? 'glibc'
      : null
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os ? { os: [os] } : {}),
    ...(libc ? { libc: [libc] } : {}),
  }
}

/**
 * Adds the platform packages that a registry mirror does not carry, and that npm therefore left out.
 * Without them npm 11's `npm ci` stops with "Missing: … from lock file". Returns a new lock, how many
 * were added, and the names it could not read a platform from.
 */
export const completeLock = (lock: Lock): { lock: Lock; added: number; leftAlone: string[] } => {
  const packages = { ...lock.packages }
  const leftAlone: string[] = []
  let added = 0
  for (const [where, parent] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(parent.optionalDependencies ?? {})) {
      if (packages[`node_modules/${name}`] || packages[`${where}/node_modules/${name}`]) continue
      const platform = platformOf(name)
      if (!platform) {
        leftAlone.push(`${name}@${range}`)
        continue
      }
      packages[`node_modules/${name}`] = {
        version: range.replace(/^[\^~]/, ''),
        ...(parent.dev ? { dev: true } : {}),
        optional: true,
        ...platform,
      }
      added++
    }
  }
  const { '': root = {}, ...rest } = packages
  const sorted = Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, 'en'))
  return {
    lock: { ...lock, packages: { '': root, ...Object.fromEntries(sorted) } },
    added,
    leftAlone,
  }
}

if (import.meta.main) {
  const file = new URL('../package-lock.json', import.meta.url)
  const { lock, added, leftAlone } = completeLock(JSON.parse(readFileSync(file, 'utf8')) as Lock)
  for (const name of leftAlone) console.error(`left alone: ${name}`)
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${added} platform packages added to package-lock.json`)
}
