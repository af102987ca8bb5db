/** Room around the plot in px; the strip of events below a chart uses the same, to share its axis. */
export const chartMargin = {
  wide: { top: 10, right: 120, bottom: 0, left: 0 },
  narrow: { top: 10, right: 52, bottom: 0, left: 0 },
  /** Width of the value axis. */
  axis: 48,
}

/** The same as class names: `wide.right` and `narrow.right`, then `axis`. */
export const edgeClass = 'w-[120px] max-sm:w-[52px]'
export const axisClass = 'w-[48px]'
