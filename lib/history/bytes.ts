/** Appends to a buffer that grows. */
export type ByteWriter = {
  byte(value: number): void
  bytes(value: Uint8Array): void
  /** An unsigned integer below 2^53, seven bits a byte, low bits first. */
  varint(value: number): void
  /** A signed 64-bit integer, zigzag and seven bits a byte. */
  bigint(value: bigint): void
  done(): Buffer
}

/** A writer that starts empty. */
export const writerOf = (): ByteWriter => {
  let buffer = Buffer.allocUnsafe(512)
  let length = 0
  const room = (more: number) => {
    if (length + more <= buffer.length) return
    const bigger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + more))
    buffer.copy(bigger, 0, 0, length)
    buffer = bigger
  }
  const byte = (value: number) => {
    room(1)
    buffer[length++] = value
  }
  return {
    byte,
    bytes: (value) => {
      room(value.length)
      buffer.set(value, length)
      length += value.length
    },
    varint: (value) => {
      let rest = value
      while (rest >= 128) {
        byte((rest % 128) | 128)
        rest = Math.floor(rest / 128)
      }
      byte(rest)
    },
    bigint: (value) => {
      let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))
      while (rest >= 128n) {
        byte(Number(rest & 127n) | 128)
        rest >>= 7n
      }
      byte(Number(rest))
    },
    done: () => Buffer.from(buffer.subarray(0, length)),
  }
}

/** Reads what a `ByteWriter` wrote, in the same order. Each throws RangeError at the end of the bytes. */
export type ByteReader = {
  byte(): number
  bytes(length: number): Buffer
  varint(): number
  bigint(): bigint
}

/** A reader at the start of `buffer`; it does not copy it. */
export const readerOf = (buffer: Buffer): ByteReader => {
  let at = 0
  const byte = (): number => {
    const value = buffer[at++]
    if (value === undefined) throw new RangeError('the bytes end too early')
    return value
  }
  return {
    byte,
    bytes: (length) => {
      if (at + length > buffer.length) throw new RangeError('the bytes end too early')
      at += length
      return buffer.subarray(at - length, at)
    },
    varint: () => {
      let value = 0
      for (let unit = 1; ; unit *= 128) {
        const part = byte()
        value += (part & 127) * unit
        if (part < 128) return value
      }
    },
    bigint: () => {
      let value = 0n
      for (let shift = 0n; ; shift += 7n) {
        const part = byte()
        value |= BigInt(part & 127) << shift
        if (part < 128) return (value >> 1n) ^ -(value & 1n)
      }
    },
  }
}
