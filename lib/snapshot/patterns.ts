const literal = (text: string) => text.replace(/[.+^${}()|[\]\\]/g, '\\$&')

const compile = (glob: string): RegExp =>
  new RegExp(`^${literal(glob).replaceAll('*', '.*').replaceAll('?', '.')}$`, 's')

/**
 * A test of names against include and exclude globs (`*` any text, `?` one character). No include
 * pattern means all; exclude wins.
 */
export function nameFilter(patterns: {
  include: string[]
  exclude: string[]
}): (name: string) => boolean {
  const everything = patterns.include.length === 0 || patterns.include.includes('*')
  const include = patterns.include.map(compile)
  const exclude = patterns.exclude.map(compile)
  if (everything && exclude.length === 0) return () => true
  return (name) =>
    (everything || include.some((p) => p.test(name))) && !exclude.some((p) => p.test(name))
}
