import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What a production build is made of; a test beside a source does not count. */
const parts = [
  ...['app', 'components', 'lib', 'public', 'prisma/schema.prisma', 'proxy.ts'],
  ...['instrumentation.ts', 'next.config.js', 'postcss.config.mjs', 'tsconfig.json'],
  'package-lock.json',
]

const filesBelow = (path: string): string[] => {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

/** A digest of names and contents of everything the web build reads: equal exactly when a rebuild would change nothing. */
export const sourceHash = (root: string): string => {
  const sum = createHash('sha256')
  for (const part of parts) {
    for (const file of filesBelow(join(root, part))) {
      if (/\.test\.tsx?$/.test(file)) continue
      sum
        .update(`${file.slice(root.length)}\0`)
        .update(readFileSync(file))
        .update('\0')
    }
  }
  return sum.digest('hex').slice(0, 16)
}
