import type { Reader } from '@platformatic/kafka'

const TWO_32 = 2 ** 32

/**
 * Reads Kafka's primitive types from one contiguous buffer. The library's reader makes an object for
 * nearly every field; a poll of a large cluster reads hundreds of thousands of them.
 */
export class ByteReader {
  at = 0
  readonly bytes: Buffer

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  /** All that the library's reader has left, as one buffer. */
  static from(reader: Reader): ByteReader {
    return new ByteReader(reader.buffer.slice(reader.position))
  }

  int8(): number {
    return this.bytes.readInt8(this.at++)
  }

  int16(): number {
    const value = this.bytes.readInt16BE(this.at)
    this.at += 2
    return value
  }

  int32(): number {
    const value = this.bytes.readInt32BE(this.at)
    this.at += 4
    return value
  }

  /** An int64 as a number; beyond 2^53 it is not exact, which `isExact` tells. */
  int64Number(): number {
    const high = this.bytes.readInt32BE(this.at)
    const low = this.bytes.readUInt32BE(this.at + 4)
    this.at += 8
    return high * TWO_32 + low
  }

  int64(): bigint {
    const value = this.bytes.readBigInt64BE(this.at)
    this.at += 8
    return value
  }

  /** The int64 just read by `int64Number`, exactly. */
  lastInt64(): bigint {
    return this.bytes.readBigInt64BE(this.at - 8)
  }

  skip(bytes: number): void {
    this.at += bytes
  }

  unsignedVarInt(): number {
    let value = 0
    let shift = 0
    for (;;) {
      const byte = this.bytes.readUInt8(this.at++)
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) return value >>> 0
      shift += 7
    }
  }

  /** The length of a compact array; -1 when it is null. */
  arrayLength(): number {
    return this.unsignedVarInt() - 1
  }

  /** A compact string or null, of any characters. */
  nullableString(): string | null {
    const length = this.unsignedVarInt() - 1
    if (length < 0) return null
    const text = this.bytes.toString('utf8', this.at, this.at + length)
    this.at += length
    return text
  }

  string(): string {
    return this.nullableString() ?? ''
  }

  skipString(): void {
    const length = this.unsignedVarInt() - 1
    if (length > 0) this.at += length
  }

  /** A topic id as text, `8-4-4-4-12`. */
  uuid(): string {
    const hex = this.bytes.toString('hex', this.at, this.at + 16)
    this.at += 16
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }

  /** Skips a tag section; nearly all are empty. */
  tags(): void {
    const count = this.unsignedVarInt()
    for (let i = 0; i < count; i++) {
      this.unsignedVarInt()
      this.skip(this.unsignedVarInt())
    }
  }
}
