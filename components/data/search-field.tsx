'use client'
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { TextInput } from '@/components/ui/text-input'

/**
 * The filter of a list: `/` goes there, Escape empties it. The field follows the fingers at once
 * and hands the text on when they rest for a moment.
 */
export const SearchField = ({
  label,
  value,
  onChange,
  className,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  className?: string
}) => {
  const [text, setText] = useState(value)
  const sent = useRef(value)
  const report = useRef(onChange)
  report.current = onChange

  // The URL changed from elsewhere (Back, a cleared filter): follow it.
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value
      setText(value)
    }
  }, [value])

  useEffect(() => {
    if (text === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text
      report.current(text)
    }, 200)
    return () => clearTimeout(timer)
  }, [text])

  return (
    <TextInput
      type="search"
      label={label}
      placeholder={label}
      data-filter=""
      icon={<Search size={13} />}
      className={className ?? 'w-full sm:w-65'}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        if (text === '') event.currentTarget.blur()
        setText('')
      }}
    />
  )
}
