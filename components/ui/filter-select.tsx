import { ChevronDown } from 'lucide-react'

/**
 * A filter chip: `State any ▾`. A native select under the chip's clothes, so that it works with
 * every keyboard, phone and screen reader.
 */
export const FilterSelect = <T extends string>({
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
  <label className="relative inline-flex min-h-7 items-center gap-1.5 rounded-md border border-line bg-panel pl-2 text-sm text-ink-2 focus-within:outline-2 focus-within:outline-focus hover:bg-raise touch:min-h-11">
    <span>{label}</span>
    <select
      value={value}
      onChange={(event) => onChange(event.target.value as T)}
      className="appearance-none self-stretch rounded-md bg-transparent pr-6 font-medium text-ink outline-none touch:text-[1rem]"
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} className="bg-panel text-ink">
          {option.label}
        </option>
      ))}
    </select>
    <ChevronDown
      size={12}
      aria-hidden="true"
      className="pointer-events-none absolute right-2 text-ink-3"
    />
  </label>
)
