/**
 * Kafka's record batch, version 2: what a writer's batch is on the wire and on disk. Ours are never compressed.
 * 1. A batch is encoded once; what is sent again is the same bytes.
 * 2. Reading never fails on what others wrote: what it cannot look into comes as a batch without records.
 */
import { crc32c } from './kafkajs-internals.ts';

/** A record to be written. */
export interface NewRecord {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly contentType: string;
}

/** Who writes a batch. Without an id (-1) the broker neither fences nor recognises what is sent twice. */
export interface BatchOrigin {
  readonly producerId: bigint;
  readonly epoch: number;
  /** The sequence number of the first record. */
  readonly sequence: number;
}

/** The origin of a batch that no producer answers for. */
export const NO_ORIGIN: BatchOrigin = { producerId: -1n, epoch: -1, sequence: -1 };

/** A record as it was read. */
export interface ReadRecord {
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** The value of its header of that name. */
  readonly contentType: string | undefined;
}

/** A batch as it was read. */
export interface ReadBatch extends BatchOrigin {
  readonly baseOffset: number;
  readonly lastOffset: number;
  /** When the broker appended it, where the topic's times are the broker's; -1 where that is not told. */
  readonly appendedMs: number;
  /** None where it is compressed, a control batch, or of an older format: ours are not. */
  readonly records: readonly ReadRecord[];
}

const MAGIC = 2;
// The parts of a batch's header, by where they begin.
const AT = {
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

/** The bytes of a batch. */
export function encodeBatch(
  records: readonly NewRecord[],
  origin: BatchOrigin,
  timestampMs: number,
): Buffer {
  const bodies = records.map((record, index) => ({ record, size: sizeOfBody(record, index) }));
  const size = bodies.reduce<number>(
    (sum, body) => sum + sizeOfVarint(body.size) + body.size,
    AT.records,
  );
  const batch = Buffer.allocUnsafe(size);
  batch.writeBigInt64BE(0n, 0);
  batch.writeInt32BE(size - LENGTH_ENDS, AT.length);
  batch.writeInt32BE(-1, AT.leaderEpoch);
  batch.writeInt8(MAGIC, AT.magic);
  batch.writeInt16BE(0, AT.attributes);
  batch.writeInt32BE(records.length - 1, AT.lastOffsetDelta);
  batch.writeBigInt64BE(BigInt(timestampMs), AT.firstTimestamp);
  batch.writeBigInt64BE(BigInt(timestampMs), AT.maxTimestamp);
  batch.writeBigInt64BE(origin.producerId, AT.producerId);
  batch.writeInt16BE(origin.epoch, AT.epoch);
  batch.writeInt32BE(origin.sequence, AT.sequence);
  batch.writeInt32BE(records.length, AT.count);
  let at: number = AT.records;
  for (const [index, { record, size: bodySize }] of bodies.entries())
    at = writeRecord(batch, at, record, index, bodySize);
  batch.writeUInt32BE(crc32c(batch.subarray(AT.attributes)), AT.crc);
  return batch;
}

/** The whole batches in what was fetched; one that was cut short at the end is left out. */
export function* decodeBatches(fetched: Buffer): Generator<ReadBatch> {
  let at = 0;
  while (fetched.length - at >= AT.records) {
    const end = at + LENGTH_ENDS + fetched.readInt32BE(at + AT.length);
    if (end > fetched.length) return;
    yield decodeBatch(fetched.subarray(at, end));
    at = end;
  }
}

function decodeBatch(batch: Buffer): ReadBatch {
  const baseOffset = Number(batch.readBigInt64BE(0));
  if (batch.readInt8(AT.magic) !== MAGIC)
    return { ...NO_ORIGIN, baseOffset, lastOffset: baseOffset, appendedMs: -1, records: [] };
  const attributes = batch.readInt16BE(AT.attributes);
  return {
    baseOffset,
    lastOffset: baseOffset + batch.readInt32BE(AT.lastOffsetDelta),
    producerId: batch.readBigInt64BE(AT.producerId),
    epoch: batch.readInt16BE(AT.epoch),
    sequence: batch.readInt32BE(AT.sequence),
    appendedMs: Number(batch.readBigInt64BE(AT.maxTimestamp)),
    records: attributes & (COMPRESSION_MASK | CONTROL_MASK) ? [] : decodeRecords(batch, baseOffset),
  };
}

function decodeRecords(batch: Buffer, baseOffset: number): ReadRecord[] {
  const cursor = new RecordCursor(batch, AT.records);
  const records: ReadRecord[] = [];
  for (let count = batch.readInt32BE(AT.count); count > 0; count -= 1) {
    const size = cursor.varint();
    const end = cursor.at + size;
    // Attributes, and the difference of the time.
    cursor.at += 1;
    cursor.skipVarint();
    const offset = baseOffset + cursor.varint();
    const record = {
      offset,
      key: cursor.bytes(),
      value: cursor.bytes(),
      contentType: contentTypeIn(cursor),
    };
    records.push(record);
    cursor.at = end;
  }
  return records;
}

function contentTypeIn(cursor: RecordCursor): string | undefined {
  for (let headers = cursor.varint(); headers > 0; headers -= 1) {
    const name = cursor.text();
    const value = cursor.text();
    if (name === CONTENT_TYPE) return value;
  }
  return undefined;
}

/** Reads the variable-length parts of a batch. */
class RecordCursor {
  at: number;
  readonly #buffer: Buffer;

  constructor(buffer: Buffer, at: number) {
    this.#buffer = buffer;
    this.at = at;
  }

  /** A zigzag-encoded integer of at most 32 bits. */
  varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#buffer.readUInt8(this.at++);
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
    }
  }

  skipVarint(): void {
    while (this.#buffer.readUInt8(this.at++) >= 0x80);
  }

  /** Bytes with their length before them; null where it is -1. */
  bytes(): Buffer | null {
    const length = this.varint();
    return length < 0 ? null : this.#buffer.subarray(this.at, (this.at += length));
  }

  /** As {@link bytes}, of one byte a character. */
  text(): string | undefined {
    const length = this.varint();
    return length < 0 ? undefined : this.#buffer.toString('latin1', this.at, (this.at += length));
  }
}

function writeRecord(
  batch: Buffer,
  start: number,
  record: NewRecord,
  index: number,
  size: number,
): number {
  let at = writeVarint(batch, start, size);
  const bytes = (content: Uint8Array): void => {
    at = writeVarint(batch, at, content.length);
    batch.set(content, at);
    at += content.length;
  };
  const text = (content: string): void => {
    at = writeVarint(batch, at, content.length);
    at += batch.write(content, at, 'latin1');
  };
  // No attributes, and the time of the batch.
  batch[at++] = 0;
  batch[at++] = 0;
  at = writeVarint(batch, at, index);
  bytes(record.key);
  bytes(record.value);
  at = writeVarint(batch, at, 1);
  text(CONTENT_TYPE);
  text(record.contentType);
  return at;
}

function sizeOfBody({ key, value, contentType }: NewRecord, index: number): number {
  const sized = (length: number): number => sizeOfVarint(length) + length;
  return (
    3 +
    sizeOfVarint(index) +
    sized(key.length) +
    sized(value.length) +
    sized(CONTENT_TYPE.length) +
    sized(contentType.length)
  );
}

function writeVarint(buffer: Buffer, start: number, value: number): number {
  let at = start;
  let rest = (value << 1) ^ (value >> 31);
  for (; rest & ~0x7f; rest >>>= 7) buffer[at++] = (rest & 0x7f) | 0x80;
  buffer[at++] = rest;
  return at;
}

function sizeOfVarint(value: number): number {
  let size = 1;
  for (let rest = (value << 1) ^ (value >> 31); rest & ~0x7f; rest >>>= 7) size += 1;
  return size;
}
