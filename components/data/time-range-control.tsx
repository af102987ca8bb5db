'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/class-names'
import { useClock } from '@/components/ui/clock-provider'
import { currentTime } from '@/components/ui/clock-store'
import { Popover } from '@/components/ui/popover'
import { TextInput } from '@/components/ui/text-input'
import { frozen, presetOf, rangePresets, resolveRange, typedRange } from '@/lib/charts/time-range'
import { clock, zoneName } from '@/lib/format-time'
import { useTimeRange } from './use-time-range'

/** The day in the browser's zone, as typed clock times mean it. */
const localDay = (now: number): string => new Date(now).toLocaleDateString('sv-SE')

/**
 * The range of every chart on the page: presets, a typed range, and a link that keeps showing what
 * is on screen now. The zone is always in sight.
 */
export const TimeRangeControl = () => {
  const { range, setRange } = useTimeRange()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState(false)
  const [copied, setCopied] = useState(false)
  const preset = presetOf(range)
  const zone = useClock((now, name) => zoneName(now, name))
  const said = useClock((now, name) => {
    if (preset) return `last ${preset}`
    const { from, to } = resolveRange(range, now)
    const end = range.to === 'now' ? 'now' : clock(to, now, name)
    return `${clock(from, now, name)} – ${end}`
  })

  const copy = async () => {
    const url = new URL(window.location.href)
    const fixed = frozen(range, currentTime())
    url.searchParams.set('from', fixed.from)
    url.searchParams.set('to', fixed.to)
    await navigator.clipboard.writeText(url.href)
    setCopied(true)
  }

  return (
    <Popover
      label={`Time range: ${said} ${zone}`}
      button={
        <>
          <span className="font-medium">{said}</span>{' '}
          <span className="text-ink-3 max-sm:hidden">{zone}</span>
        </>
      }
      buttonProps={{ 'data-range-button': '' }}
    >
      {(close) => (
        <div className="w-68">
          <div className="grid grid-cols-3 gap-1.5">
            {rangePresets.map((name) => (
              <button
                key={name}
                type="button"
                aria-pressed={preset === name}
                onClick={() => {
                  setRange({ from: `now-${name}`, to: 'now' })
                  close()
                }}
                className={cx(
                  'min-h-8 rounded-md border text-sm touch:min-h-11',
                  preset === name
                    ? 'border-ink bg-track font-medium'
                    : 'border-line hover:bg-raise',
                )}
              >
                {name}
              </button>
            ))}
          </div>
          <form
            className="mt-3"
            onSubmit={(event) => {
              event.preventDefault()
              const now = currentTime()
              const typed = typedRange(text, now, localDay(now), (local) => Date.parse(local))
              setProblem(typed === null)
              if (!typed) return
              setRange(typed)
              close()
            }}
          >
            <TextInput
              label="Range"
              placeholder="90m, since 02:40, 02:10 to 03:10"
              className="w-full"
              value={text}
              aria-invalid={problem}
              aria-describedby="range-hint"
              onChange={(event) => setText(event.target.value)}
            />
            <p
              id="range-hint"
              className={cx('mt-1 text-xs', problem ? 'text-critical' : 'text-ink-3')}
            >
              {problem ? 'Not a range: ' : 'Enter to apply. '}
              {problem ? '90m, 3d, since 02:40, 02:10 to 03:10' : `Times are ${zone}.`}
            </p>
          </form>
          <Button className="mt-3 w-full" onClick={copy}>
            {copied ? 'Link copied' : 'Copy link to this range'}
          </Button>
        </div>
      )}
    </Popover>
  )
}
