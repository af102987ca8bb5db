import { Banner } from '@/components/ui/banner'
import type { Warning } from '@/lib/http/schema'

/** One line for each thing that is wrong: the warnings of one broker are joined into one. */
export const mergeWarnings = (
  warnings: Warning[],
): { key: string; title: string; text: string }[] => {
  const groups = new Map<string, Warning[]>()
  for (const warning of warnings) {
    const broker = warning.scope.broker
    const key = broker === undefined ? `${warning.code}:${warning.message}` : `broker:${broker}`
    groups.set(key, [...(groups.get(key) ?? []), warning])
  }
  return [...groups].map(([key, [first, ...more]]) => {
    const message = first?.message ?? ''
    const cut = endOfClause(message)
    const rest = [message.slice(cut).trim(), ...more.map((warning) => warning.message)]
    return { key, title: message.slice(0, cut), text: rest.filter(Boolean).join(' ') }
  })
}

/** Where the first clause ends: at `. `, `; ` or `: ` outside brackets. */
const endOfClause = (text: string): number => {
  let depth = 0
  for (let at = 0; at < text.length - 1; at++) {
    const letter = text.charAt(at)
    if (letter === '(') depth++
    else if (letter === ')') depth--
    else if (depth === 0 && '.;:'.includes(letter) && text.charAt(at + 1) === ' ') return at + 1
  }
  return text.length
}

/** The warnings of an answer above its data. Nothing when there are none. */
export const WarningList = ({ warnings }: { warnings: Warning[] }) =>
  warnings.length === 0 ? null : (
    <div className="mb-3.5 flex flex-col gap-2">
      {mergeWarnings(warnings).map((line) => (
        <Banner key={line.key} status="unknown" title={line.title}>
          {line.text}
        </Banner>
      ))}
    </div>
  )
