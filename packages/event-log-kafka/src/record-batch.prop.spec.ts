import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBatches, encodeBatch, type NewRecord } from './record-batch.ts';

// The encoder and decoder of kafkajs are the independent implementation.
const require = createRequire(import.meta.url);
const Decoder = require('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => object;
const decodeTheirs = require('kafkajs/src/protocol/recordBatch/v0/decoder') as (
  decoder: object,
) => Promise<Theirs>;
const { RecordBatch } = require('kafkajs/src/protocol/recordBatch/v0') as {
  RecordBatch: (options: object) => Promise<{ buffer: Buffer }>;
};
const Record = require('kafkajs/src/protocol/recordBatch/record/v0') as (options: object) => object;

interface Theirs {
  readonly producerId: string;
  readonly producerEpoch: number;
  readonly firstSequence: number;
  readonly lastOffsetDelta: number;
  readonly maxTimestamp: string;
  readonly records: readonly {
    offset: string;
    key: Buffer;
    value: Buffer;
    headers: Record<string, Buffer>;
  }[];
}

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.uint8Array({ minLength: 60, maxLength: 9_000 }),
);
const record: fc.Arbitrary<NewRecord> = fc.record({
  key: bytes,
  value: bytes,
  contentType: fc.stringMatching(/^[ -~]{0,70}$/),
});
const origin = fc.record({
  producerId: fc.bigInt({ min: -1n, max: 2n ** 62n }),
  epoch: fc.integer({ min: -1, max: 32_767 }),
  sequence: fc.integer({ min: -1, max: 2_147_483_647 }),
});
const records = fc.array(record, { minLength: 1, maxLength: 70 });
const timestamp = fc.integer({ min: 0, max: 4_000_000_000_000 });
const plain = (
  list: readonly { key: unknown; value: unknown; contentType: unknown }[],
): unknown[] =>
  list.map(({ key, value, contentType }) => ({
    key: Buffer.from(key as Uint8Array),
    value: Buffer.from(value as Uint8Array),
    contentType,
  }));

describe('A record batch', () => {
  it('is decoded by kafkajs as it was encoded here', async () => {
    const property = fc.asyncProperty(records, origin, timestamp, async (given, from, time) => {
      const theirs = await decodeTheirs(new Decoder(encodeBatch(given, from, time)));
      expect(theirs).toMatchObject({
        producerId: String(from.producerId),
        producerEpoch: from.epoch,
        firstSequence: from.sequence,
        lastOffsetDelta: given.length - 1,
        maxTimestamp: String(time),
      });
      const read = theirs.records.map(({ key, value, headers }) => ({
        key,
        value,
        contentType: headers['content-type']?.toString('latin1'),
      }));
      expect(plain(read)).toEqual(plain(given));
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('is decoded here as kafkajs encoded it', async () => {
    const property = fc.asyncProperty(records, fc.nat(1_000_000), async (given, firstOffset) => {
      const theirs = await RecordBatch({
        firstOffset,
        lastOffsetDelta: given.length - 1,
        records: given.map(({ key, value, contentType }, offsetDelta) =>
          Record({
            offsetDelta,
            timestampDelta: offsetDelta * 1_000,
            key: Buffer.from(key),
            value: Buffer.from(value),
            headers: { other: 'x', 'content-type': contentType },
          }),
        ),
      });
      const [batch, ...more] = decodeBatches(theirs.buffer);
      expect(more).toEqual([]);
      expect(batch).toMatchObject({
        baseOffset: firstOffset,
        lastOffset: firstOffset + given.length - 1,
      });
      expect(batch?.records.map(({ offset }) => offset)).toEqual(
        given.map((_, index) => firstOffset + index),
      );
      expect(plain(batch?.records ?? [])).toEqual(plain(given));
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('is skipped if it is truncated at any byte', () => {
    const property = fc.property(
      records,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (given, share) => {
        const whole = encodeBatch(given, { producerId: 1n, epoch: 0, sequence: 0 }, 0);
        const both = Buffer.concat([whole, whole]);
        const cut = whole.length + Math.floor(share * (whole.length - 1));
        expect([...decodeBatches(both.subarray(0, cut))]).toHaveLength(1);
        expect([...decodeBatches(both)]).toHaveLength(2);
      },
    );
    fc.assert(property, { numRuns: 60 });
  });
});
