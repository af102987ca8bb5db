'use client'
import { useEffect, useRef, useState } from 'react'

type Shown = { target: HTMLElement; text: string }

/** What has a tip at that point, also below a row's link that lies over the whole row. */
const tipAt = (x: number, y: number): HTMLElement | null => {
  for (const element of document.elementsFromPoint(x, y)) {
    const found = element.closest<HTMLElement>('[data-tip]')
    if (found?.dataset.tip) return found
  }
  return null
}

/**
 * One tooltip for the whole page: any element with `data-tip` has one, on hover, on focus and on a
 * tap. One layer instead of one component an element keeps tables of five hundred rows light.
 * Escape dismisses it, and the pointer may rest on it.
 */
export const TooltipLayer = () => {
  const [shown, setShown] = useState<Shown | null>(null)
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let frame = 0
    let over: HTMLElement | null = null
    const aim = (target: HTMLElement | null, wait: number) => {
      if (target === over) return
      over = target
      clearTimeout(timer)
      const text = target?.dataset.tip
      timer = setTimeout(() => setShown(target && text ? { target, text } : null), wait)
    }
    const move = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse') return
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        if (box.current?.contains(event.target as Node)) return
        const target = tipAt(event.clientX, event.clientY)
        aim(target, target ? 250 : 120)
      })
    }
    const down = (event: PointerEvent) =>
      aim(event.pointerType === 'mouse' ? null : tipAt(event.clientX, event.clientY), 0)
    const focus = (event: FocusEvent) => {
      if (!(event.target instanceof Element) || !event.target.matches(':focus-visible')) return
      aim(event.target.closest<HTMLElement>('[data-tip]'), 0)
    }
    const hide = () => aim(null, 0)
    const key = (event: KeyboardEvent) => event.key === 'Escape' && hide()
    const listen = { passive: true, capture: true }
    document.addEventListener('pointermove', move, listen)
    document.addEventListener('pointerdown', down, listen)
    document.addEventListener('focusin', focus)
    document.addEventListener('focusout', hide)
    document.addEventListener('keydown', key)
    window.addEventListener('scroll', hide, listen)
    return () => {
      clearTimeout(timer)
      cancelAnimationFrame(frame)
      document.removeEventListener('pointermove', move, listen)
      document.removeEventListener('pointerdown', down, listen)
      document.removeEventListener('focusin', focus)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('keydown', key)
      window.removeEventListener('scroll', hide, listen)
    }
  }, [])

  useEffect(() => {
    const element = box.current
    if (!shown || !element) return
    const { target } = shown
    const around = target.getBoundingClientRect()
    const own = element.getBoundingClientRect()
    const edge = document.documentElement.clientWidth - own.width - 8
    const left = Math.min(Math.max(8, around.left + around.width / 2 - own.width / 2), edge)
    const above = around.top - own.height - 6
    element.style.left = `${left}px`
    element.style.top = `${above < 8 ? around.bottom + 6 : above}px`
    element.style.visibility = 'visible'
    if (target.getAttribute('aria-label') === shown.text) return
    target.setAttribute('aria-describedby', 'tooltip')
    return () => target.removeAttribute('aria-describedby')
  }, [shown])

  if (!shown) return null
  return (
    <div
      ref={box}
      key={shown.text}
      id="tooltip"
      role="tooltip"
      className="invisible fixed top-0 left-0 z-50 max-w-80 rounded-md border border-line-strong bg-panel px-2 py-1 text-xs text-ink shadow-pop"
    >
      {shown.text}
    </div>
  )
}
