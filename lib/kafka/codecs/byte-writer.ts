import { Writer } from '@platformatic/kafka'

/** Writes Kafka's primitive types into one growing buffer: a request lists thousands of partitions. */
export class ByteWriter {
  private bytes: Buffer
  private at = 0

  constructor(sizeHint: number) {
    this.bytes = Buffer.allocUnsafe(Math.max(sizeHint, 64))
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + bytes))
    this.bytes.copy(larger, 0, 0, this.at)
    this.bytes = larger
  }

  int8(value: number): void {
    this.room(1)
    this.at = this.bytes.writeInt8(value, this.at)
  }

  int32(value: number): void {
    this.room(4)
    this.at = this.bytes.writeInt32BE(value, this.at)
  }

  /** A small number as int64. */
  int64(value: number): void {
    this.int32(value < 0 ? -1 : 0)
    this.int32(value)
  }

  unsignedVarInt(value: number): void {
    this.room(5)
    let rest = value
    while (rest >= 0x80) {
      this.at = this.bytes.writeUInt8((rest & 0x7f) | 0x80, this.at)
      rest >>>= 7
    }
    this.at = this.bytes.writeUInt8(rest, this.at)
  }

  /** The length of a compact array, null for a null one. */
  arrayLength(length: number | null): void {
    this.unsignedVarInt(length === null ? 0 : length + 1)
  }

  string(text: string): void {
    const length = Buffer.byteLength(text)
    this.unsignedVarInt(length + 1)
    this.room(length)
    this.at += this.bytes.write(text, this.at)
  }

  nullString(): void {
    this.unsignedVarInt(0)
  }

  /** An empty tag section. */
  tags(): void {
    this.unsignedVarInt(0)
  }

  /** What was written, as the library's connection takes it. */
  done(): Writer {
    return Writer.create().append(this.bytes.subarray(0, this.at))
  }
}
