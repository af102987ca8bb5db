import type { WaterlineMarks } from '../groups/schema.ts'

/** The marks of one partition as the wire sends them; `position` may be any word of `Position`. */
export type WaterlineInput = Omit<WaterlineMarks, 'position' | 'lagMessages'> & {
  position: string
  /** Share groups: the lag as the broker computes it; it wins over the offsets (KIP-1226). */
  lagMessages?: number | null | undefined
}

/** An offset from the wire; null stays null. */
export const offsetOf = (text: string | null | undefined): bigint | null =>
  text == null ? null : BigInt(text)

/**
 * Where reading stands: the log end less the lag when that is told, else the committed offset
 * itself. Null when it is not known.
 */
export const readOffset = (marks: WaterlineInput): bigint | null => {
  const end = offsetOf(marks.logEndOffset)
  if (marks.lagMessages == null || end === null) return offsetOf(marks.committedOffset)
  return end - BigInt(marks.lagMessages)
}
