'use client'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { cx } from './class-names'

/** Copies `value` and says so; quiet until its row is hovered or it is focused. */
export const CopyButton = ({
  value,
  what,
  quiet,
}: {
  value: string
  /** What is copied, for its name: `group id`. */
  what: string
  quiet?: boolean
}) => {
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 1600)
    return () => clearTimeout(timer)
  }, [done])
  return (
    <button
      type="button"
      aria-label={done ? `Copied ${what}` : `Copy ${what}`}
      data-tip={done ? 'Copied' : `Copy ${what}`}
      onClick={async (event) => {
        event.preventDefault()
        event.stopPropagation()
        await navigator.clipboard.writeText(value)
        setDone(true)
      }}
      className={cx(
        'relative z-10 inline-grid size-6 shrink-0 place-items-center rounded text-ink-3 hover:bg-track hover:text-ink',
        quiet && 'opacity-0 group-hover:opacity-100 focus-visible:opacity-100 touch:hidden',
      )}
    >
      {done ? <Check size={13} aria-hidden="true" /> : <Copy size={13} aria-hidden="true" />}
      <span role="status" className="sr-only">
        {done ? 'Copied' : ''}
      </span>
    </button>
  )
}
