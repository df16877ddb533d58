// Kafka's record batch, version 2: the form of a writer's batch on the wire and on disk. The log
// never compresses it.
// 1. A batch is encoded once; a retry sends the same bytes: "retries with the same bytes, and
//    requests the acknowledgement of every in-sync replica".
// 2. Decoding never fails on foreign batches. A batch that cannot be decoded has no records: "skips
//    batches that it cannot decode".
import { crc32c } from './kafkajs-internals.ts';

/** A record to append. */
export interface NewRecord {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly contentType: string;
}

/**
 * The producer of a batch. Without an id (-1) the broker neither fences it nor detects duplicates.
 */
export interface BatchOrigin {
  readonly producerId: bigint;
  readonly epoch: number;
  /** The sequence number of the first record. */
  readonly sequence: number;
}

/** The origin of a batch without a producer id. */
export const NO_ORIGIN: BatchOrigin = { producerId: -1n, epoch: -1, sequence: -1 };

/** A record that was read. */
export interface ReadRecord {
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** The value of the `content-type` header. */
  readonly contentType: string | undefined;
}

/** A batch that was read. */
export interface ReadBatch extends BatchOrigin {
  readonly baseOffset: number;
  readonly lastOffset: number;
  /** The broker's append time, if the topic uses LogAppendTime; -1 if unknown. */
  readonly appendedMs: number;
  /** Empty if the batch is compressed, a control batch, or of an older format. */
  readonly records: readonly ReadRecord[];
}

const MAGIC = 2;
// The fields of a batch's header, by offset.
const FIELD = {
  length: 8,
  leaderEpoch: 12,
  magic: 16,
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  firstTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  epoch: 51,
  sequence: 53,
  count: 57,
  records: 61,
} as const;
const LENGTH_ENDS = 12;
const COMPRESSION_MASK = 0x07;
const CONTROL_MASK = 0x20;

const CONTENT_TYPE = 'content-type';

/** Returns the bytes of a batch. */
export function encodeBatch(
  records: readonly NewRecord[],
  origin: BatchOrigin,
  timestampMs: number,
): Buffer {
  const bodies = records.map((record, index) => ({ record, size: sizeOfBody(record, index) }));
  const size = bodies.reduce<number>(
    (sum, body) => sum + sizeOfVarint(body.size) + body.size,
    FIELD.records,
  );
  const batch = Buffer.allocUnsafe(size);
  batch.writeBigInt64BE(0n, 0);
  batch.writeInt32BE(size - LENGTH_ENDS, FIELD.length);
  batch.writeInt32BE(-1, FIELD.leaderEpoch);
  batch.writeInt8(MAGIC, FIELD.magic);
  batch.writeInt16BE(0, FIELD.attributes);
  batch.writeInt32BE(records.length - 1, FIELD.lastOffsetDelta);
  batch.writeBigInt64BE(BigInt(timestampMs), FIELD.firstTimestamp);
  batch.writeBigInt64BE(BigInt(timestampMs), FIELD.maxTimestamp);
  batch.writeBigInt64BE(origin.producerId, FIELD.producerId);
  batch.writeInt16BE(origin.epoch, FIELD.epoch);
  batch.writeInt32BE(origin.sequence, FIELD.sequence);
  batch.writeInt32BE(records.length, FIELD.count);
  let offset: number = FIELD.records;
  for (const [index, { record, size: bodySize }] of bodies.entries())
    offset = writeRecord(batch, { offset, record, index, size: bodySize });
  batch.writeUInt32BE(crc32c(batch.subarray(FIELD.attributes)), FIELD.crc);
  return batch;
}

/** Yields the whole batches of a fetch response; a truncated one at the end is skipped. */
export function* decodeBatches(fetched: Buffer): Generator<ReadBatch> {
  let start = 0;
  while (fetched.length - start >= FIELD.records) {
    const end = start + LENGTH_ENDS + fetched.readInt32BE(start + FIELD.length);
    if (end > fetched.length) return;
    yield decodeBatch(fetched.subarray(start, end));
    start = end;
  }
}

function decodeBatch(batch: Buffer): ReadBatch {
  const baseOffset = Number(batch.readBigInt64BE(0));
  if (batch.readInt8(FIELD.magic) !== MAGIC)
    return { ...NO_ORIGIN, baseOffset, lastOffset: baseOffset, appendedMs: -1, records: [] };
  const attributes = batch.readInt16BE(FIELD.attributes);
  return {
    baseOffset,
    lastOffset: baseOffset + batch.readInt32BE(FIELD.lastOffsetDelta),
    producerId: batch.readBigInt64BE(FIELD.producerId),
    epoch: batch.readInt16BE(FIELD.epoch),
    sequence: batch.readInt32BE(FIELD.sequence),
    appendedMs: Number(batch.readBigInt64BE(FIELD.maxTimestamp)),
    records: attributes & (COMPRESSION_MASK | CONTROL_MASK) ? [] : decodeRecords(batch, baseOffset),
  };
}

function decodeRecords(batch: Buffer, baseOffset: number): ReadRecord[] {
  const cursor = new RecordCursor(batch, FIELD.records);
  const records: ReadRecord[] = [];
  for (let count = batch.readInt32BE(FIELD.count); count > 0; count -= 1) {
    const size = cursor.varint();
    const end = cursor.offset + size;
    // The attributes and the timestamp delta.
    cursor.offset += 1;
    cursor.skipVarint();
    const offset = baseOffset + cursor.varint();
    const record = {
      offset,
      key: cursor.bytes(),
      value: cursor.bytes(),
      contentType: readContentType(cursor),
    };
    records.push(record);
    cursor.offset = end;
  }
  return records;
}

function readContentType(cursor: RecordCursor): string | undefined {
  for (let headers = cursor.varint(); headers > 0; headers -= 1) {
    const name = cursor.text();
    const value = cursor.text();
    if (name === CONTENT_TYPE) return value;
  }
  return undefined;
}

/** Reads the variable-length fields of a batch. */
class RecordCursor {
  offset: number;
  readonly #buffer: Buffer;

  constructor(buffer: Buffer, offset: number) {
    this.#buffer = buffer;
    this.offset = offset;
  }

  /** Reads a zigzag-encoded integer of at most 32 bits. */
  varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#buffer.readUInt8(this.offset++);
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
    }
  }

  skipVarint(): void {
    while (this.#buffer.readUInt8(this.offset++) >= 0x80);
  }

  /** Reads bytes prefixed with their length; null for length -1. */
  bytes(): Buffer | null {
    const length = this.varint();
    return length < 0 ? null : this.#buffer.subarray(this.offset, (this.offset += length));
  }

  /** Reads Latin-1 text prefixed with its length. */
  text(): string | undefined {
    const length = this.varint();
    return length < 0
      ? undefined
      : this.#buffer.toString('latin1', this.offset, (this.offset += length));
  }
}

/** A record to encode: its place in the batch, and the size of its body. */
interface RecordTarget {
  readonly offset: number;
  readonly record: NewRecord;
  readonly index: number;
  readonly size: number;
}

function writeRecord(batch: Buffer, target: RecordTarget): number {
  const { record, index, size } = target;
  let offset = writeVarint(batch, target.offset, size);
  const writeBytes = (content: Uint8Array): void => {
    offset = writeVarint(batch, offset, content.length);
    batch.set(content, offset);
    offset += content.length;
  };
  const writeText = (content: string): void => {
    offset = writeVarint(batch, offset, content.length);
    offset += batch.write(content, offset, 'latin1');
  };
  // No attributes, and a timestamp delta of 0.
  batch[offset++] = 0;
  batch[offset++] = 0;
  offset = writeVarint(batch, offset, index);
  writeBytes(record.key);
  writeBytes(record.value);
  offset = writeVarint(batch, offset, 1);
  writeText(CONTENT_TYPE);
  writeText(record.contentType);
  return offset;
}

function sizeOfBody({ key, value, contentType }: NewRecord, index: number): number {
  const sizeWithLength = (length: number): number => sizeOfVarint(length) + length;
  return (
    3 +
    sizeOfVarint(index) +
    sizeWithLength(key.length) +
    sizeWithLength(value.length) +
    sizeWithLength(CONTENT_TYPE.length) +
    sizeWithLength(contentType.length)
  );
}

function writeVarint(buffer: Buffer, start: number, value: number): number {
  let offset = start;
  let rest = (value << 1) ^ (value >> 31);
  for (; rest & ~0x7f; rest >>>= 7) buffer[offset++] = (rest & 0x7f) | 0x80;
  buffer[offset++] = rest;
  return offset;
}

function sizeOfVarint(value: number): number {
  let size = 1;
  for (let rest = (value << 1) ^ (value >> 31); rest & ~0x7f; rest >>>= 7) size += 1;
  return size;
}
