import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { type ByteReader, type ByteWriter, readerOf, writerOf } from './bytes.ts'

/**
 * One number over consecutive polls: `base + values[i]`, where NaN is unknown. Integers only; offsets
 * stay exact because the base is a bigint and the values are small beside it.
 */
export type Column = { base: bigint; values: Float64Array }

const VERSION = 1
/** A step this large has no exact zigzag form in a double; the value after it is kept as unknown. */
const MAX_STEP = 2 ** 52

/** Presence of a column's values. */
const NONE = 0
const ALL = 1
const SOME = 2

/** How the bytes of one plane are kept. */
const ZERO = 0
const RAW = 1
const ZSTD = 2

type Steps = { presence: number; first: bigint; bits: Uint8Array; steps: Float64Array }

const stepsOf = ({ base, values }: Column): Steps => {
  const bits = new Uint8Array(Math.ceil(values.length / 8))
  const steps = new Float64Array(values.length)
  let count = 0
  let known = 0
  let first = 0n
  let previous = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (Number.isNaN(value)) continue
    if (known === 0) first = base + BigInt(value)
    else {
      const step = value - previous
      if (Math.abs(step) >= MAX_STEP) continue
      steps[count++] = step >= 0 ? step * 2 : -step * 2 - 1
    }
    bits[i >> 3] = (bits[i >> 3] as number) | (1 << (i & 7))
    previous = value
    known++
  }
  const presence = known === 0 ? NONE : known === values.length ? ALL : SOME
  return { presence, first, bits, steps: steps.subarray(0, count) }
}

const writePlane = (out: ByteWriter, plane: Uint8Array) => {
  if (plane.every((byte) => byte === 0)) return out.byte(ZERO)
  const packed = zstdCompressSync(plane)
  // What hardly shrinks is kept as it is: it is read in less time.
  const smaller = packed.length < plane.length * 0.95
  out.byte(smaller ? ZSTD : RAW)
  out.varint(smaller ? packed.length : plane.length)
  out.bytes(smaller ? packed : plane)
}

const readPlane = (from: ByteReader, length: number): Uint8Array => {
  const mode = from.byte()
  if (mode === ZERO) return new Uint8Array(length)
  const bytes = from.bytes(from.varint())
  const plane = mode === ZSTD ? zstdDecompressSync(bytes) : bytes
  if (plane.length !== length) throw new Error('a history chunk is damaged')
  return plane
}

const joined = (parts: readonly Float64Array[]): Float64Array => {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

const planeOf = (steps: Float64Array, unit: number): Uint8Array => {
  const plane = new Uint8Array(steps.length)
  for (let i = 0; i < steps.length; i++) plane[i] = Math.floor((steps[i] as number) / unit) % 256
  return plane
}

const planeCount = (largest: number): number => {
  let count = 0
  for (let rest = largest; rest >= 1; rest = Math.floor(rest / 256)) count++
  return count
}

/**
 * Columns of equal length as bytes: the first value of each, which values are known, and the zigzag
 * steps between known values of all columns split into planes of equal significance, each compressed
 * alone (steps of one series differ in their low bytes and agree in their high ones).
 */
export const encodeChunk = (columns: readonly Column[]): Buffer => {
  const all = columns.map(stepsOf)
  const out = writerOf()
  out.byte(VERSION)
  out.varint(columns[0]?.values.length ?? 0)
  out.varint(columns.length)
  for (const { presence, first } of all) {
    out.byte(presence)
    if (presence !== NONE) out.bigint(first)
  }
  for (const { presence, bits } of all) if (presence === SOME) out.bytes(bits)
  const steps = joined(all.map((column) => column.steps))
  let largest = 0
  for (const step of steps) if (step > largest) largest = step
  const planes = planeCount(largest)
  out.byte(planes)
  for (let p = 0; p < planes; p++) writePlane(out, planeOf(steps, 2 ** (8 * p)))
  return out.done()
}

/** Steps of at most three planes stay in integer arithmetic, which is several times as fast. */
const INTEGER_PLANES = 3

const readSteps = (from: ByteReader, count: number): Float64Array => {
  const steps = new Float64Array(count)
  const planes = from.byte()
  const all = Array.from({ length: planes }, () => readPlane(from, count))
  const [low, middle, high] = all
  for (let i = 0; i < count; i++) {
    if (planes <= INTEGER_PLANES) {
      const zigzag = (low?.[i] ?? 0) | ((middle?.[i] ?? 0) << 8) | ((high?.[i] ?? 0) << 16)
      steps[i] = (zigzag >>> 1) ^ -(zigzag & 1)
    } else {
      let zigzag = 0
      for (let p = planes - 1; p >= 0; p--) zigzag = zigzag * 256 + (all[p]?.[i] ?? 0)
      steps[i] = zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2
    }
  }
  return steps
}

type Head = { presence: number; base: bigint; mask: Buffer | null }

const isSet = (mask: Buffer, i: number) => (((mask[i >> 3] as number) >> (i & 7)) & 1) === 1

const knownCount = ({ presence, mask }: Head, length: number): number => {
  if (!mask) return presence === ALL ? length : 0
  let known = 0
  for (let i = 0; i < length; i++) if (isSet(mask, i)) known++
  return known
}

/** Adds the steps from `at` on up to values, where the mask says that one is known. */
const sumSteps = (values: Float64Array, steps: Float64Array, at: number, mask: Buffer | null) => {
  let value = 0
  let next = at - 1 // the first known value is the base itself
  for (let i = 0; i < values.length; i++) {
    if (mask && !isSet(mask, i)) continue
    if (next >= at) value += steps[next] as number
    next++
    values[i] = value
  }
}

/**
 * The columns that `encodeChunk` was given, relative to the first known value of each.
 * @throws Error when the bytes are of another version or damaged.
 */
export const decodeChunk = (bytes: Buffer): Column[] => {
  const from = readerOf(bytes)
  if (from.byte() !== VERSION) throw new Error('a history chunk is of an unknown version')
  const length = from.varint()
  const heads: Head[] = Array.from({ length: from.varint() }, () => {
    const presence = from.byte()
    return { presence, base: presence === NONE ? 0n : from.bigint(), mask: null }
  })
  for (const head of heads) {
    if (head.presence === SOME) head.mask = from.bytes(Math.ceil(length / 8))
  }
  const counts = heads.map((head) => Math.max(0, knownCount(head, length) - 1))
  const steps = readSteps(
    from,
    counts.reduce((sum, count) => sum + count, 0),
  )
  // One allocation for all columns: thousands of small ones cost more than the decoding.
  const all = new Float64Array(length * heads.length).fill(Number.NaN)
  let at = 0
  return heads.map(({ presence, base, mask }, c) => {
    const values = all.subarray(c * length, (c + 1) * length)
    if (presence !== NONE) sumSteps(values, steps, at, mask)
    at += counts[c] as number
    return { base, values }
  })
}
