import { cx } from '@/components/ui/class-names'

/** A few views of which one is shown: `Lag · In time · In and out`. */
export const Segmented = <T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
}) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a heading's line
  <div
    role="group"
    aria-label={label}
    className="inline-flex overflow-hidden rounded-md border border-line"
  >
    {options.map((option) => (
      <button
        key={option.value}
        type="button"
        aria-pressed={option.value === value}
        onClick={() => onChange(option.value)}
        className={cx(
          'min-h-7 border-l border-line px-2 text-xs first:border-l-0 touch:min-h-11 touch:px-3',
          option.value === value ? 'bg-track font-medium text-ink' : 'text-ink-2 hover:bg-raise',
        )}
      >
        {option.label}
      </button>
    ))}
  </div>
)
