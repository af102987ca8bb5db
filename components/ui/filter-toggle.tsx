import { cx } from './class-names'

/** A filter that is on or off: `Only bad`, `Hide internal`. */
export const FilterToggle = ({
  label,
  pressed,
  onChange,
}: {
  label: string
  pressed: boolean
  onChange: (pressed: boolean) => void
}) => (
  <button
    type="button"
    aria-pressed={pressed}
    onClick={() => onChange(!pressed)}
    className={cx(
      'inline-flex min-h-7 items-center gap-1.5 rounded-md border px-2 text-sm touch:min-h-11',
      pressed
        ? 'border-ink bg-track font-medium text-ink'
        : 'border-line bg-panel text-ink-2 hover:bg-raise',
    )}
  >
    <svg viewBox="0 0 12 12" width={11} height={11} aria-hidden="true">
      <rect
        x=".7"
        y=".7"
        width="10.6"
        height="10.6"
        rx="2.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.2"
      />
      {pressed ? (
        <path d="M3 6.2 5.2 8.4 9 3.8" fill="none" stroke="currentColor" strokeWidth="1.6" />
      ) : null}
    </svg>
    {label}
  </button>
)
