export type EdgeLabel = { text: string; y: number; fill: string }

/** Distance of two lines of 11 px text. */
const LINE = 13

/**
 * Labels that want a height each, moved apart so that none covers another, in the order of their
 * heights, within `top`–`bottom` as far as they fit. What does not fit is left out from the end of
 * the list (the first ones matter most).
 */
export const placeLabels = (labels: EdgeLabel[], top: number, bottom: number): EdgeLabel[] => {
  const room = Math.max(1, Math.floor((bottom - top) / LINE) + 1)
  const placed = labels
    .slice(0, room)
    .map((label) => ({ ...label, y: Math.min(bottom, Math.max(top, label.y)) }))
    .sort((a, b) => a.y - b.y)
  let least = top
  for (const label of placed) {
    label.y = Math.max(label.y, least)
    least = label.y + LINE
  }
  // What was pushed out below moves up again, and pushes those above it.
  let most = bottom
  for (const label of placed.toReversed()) {
    label.y = Math.min(label.y, most)
    most = label.y - LINE
  }
  return placed
}

/** A label this far from its line would name a wrong one. */
const NEAR = 15

/**
 * The labels that can stand beside what they name: `must` all, then of `may` (the greatest first)
 * those that still find a place near their own height.
 */
export const nearLabels = (
  must: EdgeLabel[],
  may: EdgeLabel[],
  top: number,
  bottom: number,
): EdgeLabel[] => {
  let chosen = must
  for (const label of may.toSorted((a, b) => a.y - b.y)) {
    const placed = placeLabels([...chosen, label], top, bottom)
    const far = [...chosen, label].some((one) => {
      const at = placed.find((other) => other.text === one.text && other.fill === one.fill)
      return at === undefined || Math.abs(at.y - one.y) > NEAR
    })
    if (!far) chosen = [...chosen, label]
  }
  return placeLabels(chosen, top, bottom)
}
