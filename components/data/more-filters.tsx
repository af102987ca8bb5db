'use client'
import { type ReactNode, useId, useState } from 'react'
import { buttonClass } from '@/components/ui/button'
import { cx } from '@/components/ui/class-names'

/** Further filters: in line on a wide screen, behind one button on a phone; open when any is set. */
export const MoreFilters = ({ active, children }: { active: boolean; children: ReactNode }) => {
  const [open, setOpen] = useState(active)
  const id = useId()
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className={cx(buttonClass(), 'sm:hidden')}
      >
        {active ? 'Filters, set' : 'Filters'}
      </button>
      <div id={id} className={cx('flex-wrap gap-2 sm:contents', open ? 'flex w-full' : 'hidden')}>
        {children}
      </div>
    </>
  )
}
