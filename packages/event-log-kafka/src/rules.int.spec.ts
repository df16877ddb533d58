import { randomInt } from 'node:crypto';
import { EMPTY_HEAD } from '@rapporteur/event-log';
import {
  errorCode,
  TestWriter,
  pseqs,
  range,
  readBatches,
  readEvents,
} from '@rapporteur/event-log/conformance';
import { sampleEvent, describeWhen, sampleEvents, useKafka } from '@rapporteur/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTENT_TYPES } from './fence.ts';
import { FencedProducer, type SendError } from './fenced-producer.ts';
import { KAFKA_ERROR, type BrokerError, isFencedError } from './kafka-error.ts';
import { WRITER_AGE_MS_MAX } from './kafka-writer.ts';
import type { NewRecord } from './record-batch.ts';
import { KafkaFixture } from './testing/kafka-fixture.ts';

const kafka = await useKafka();
let fixture: KafkaFixture;

const text = (value: string, contentType = 'text/plain'): NewRecord => ({
  key: Buffer.from('x'),
  value: Buffer.from(value),
  contentType,
});
const event = (bytes: Uint8Array): NewRecord => ({
  key: Buffer.from('sco'),
  value: bytes,
  contentType: CONTENT_TYPES.event,
});

/** Returns a producer with the next epoch of the partition. */
async function nextProducer(): Promise<FencedProducer> {
  const identity = await fixture.topic.cluster.initProducerId(`${fixture.topic.name}.writer.0`);
  return new FencedProducer(fixture.topic.leaderClient(), identity);
}

const refusal = async (sending: Promise<unknown>): Promise<unknown> =>
  sending.then(
    () => undefined,
    (error: unknown) => (error as SendError).cause,
  );

describeWhen(kafka.isAvailable, kafka.reason)('On a real broker', () => {
  beforeEach(async () => {
    fixture = await KafkaFixture.create(kafka.brokers);
  });
  afterEach(() => fixture.close());

  describe('the fence', () => {
    it("stops an older epoch from the newer epoch's first record on, and not before", async () => {
      const zombie = await nextProducer();
      const owner = await nextProducer();
      expect(await zombie.send([text('in time')])).toBe(0);
      expect(await owner.send([text('fence')])).toBe(1);
      expect(isFencedError(await refusal(zombie.send([text('too late')])))).toBe(true);
      expect(await owner.send([text('goes on')])).toBe(2);
    });

    it('leaves nothing of a fenced writer, not even ignored events', async () => {
      const early = await TestWriter.open(await fixture.openLog(), { owner: 'early' });
      await TestWriter.open(await fixture.openLog(), { owner: 'late' });
      expect(await errorCode(early.append(3))).toBe('LOG_WRITER_FENCED');
      expect(await fixture.readIgnoredRecords()).toEqual([]);
    });

    it('gives the partition to racing writers one after the other', async () => {
      const logs = await Promise.all(range(1, 5).map(() => fixture.openLog()));
      const acknowledged: string[] = [];
      await Promise.all(
        logs.map(async (log, index) => {
          for (let round = 0; round < 4; round += 1) {
            const writer = await TestWriter.open(log, { owner: `writer-${index}` }).catch(
              () => undefined,
            );
            if (!writer) continue;
            for (let time = randomInt(4); time > 0; time -= 1) {
              const commandid = `c-${index}-${round}-${time}`;
              if ((await errorCode(writer.append(2, { commandid }))) !== 'fulfilled') break;
              acknowledged.push(commandid, commandid);
            }
          }
        }),
      );
      const events = (await readEvents(logs[0] ?? (await fixture.openLog()))).map(
        (recorded) => recorded.event,
      );
      expect(events.map(({ pseq }) => pseq)).toEqual(range(0, events.length - 1));
      const recorded = events
        .filter(({ source }) => source !== '/log')
        .map(({ commandid }) => commandid);
      expect(recorded.toSorted()).toEqual(acknowledged.toSorted());
    });
  });

  describe('sequence numbers', () => {
    it('B1: other bytes under a used number are acknowledged by the broker, and never stored', async () => {
      const identity = await fixture.topic.cluster.initProducerId(`${fixture.topic.name}.writer.0`);
      const offsets = [
        await new FencedProducer(fixture.topic.leaderClient(), identity).send([text('stored')]),
        await new FencedProducer(fixture.topic.leaderClient(), identity).send([text('swallowed')]),
      ];
      expect(offsets).toEqual([0, 0]);
      const stored = (await fixture.topic.read()).flatMap(({ records }) =>
        records.map(({ value }) => String(value)),
      );
      expect(stored).toEqual(['stored']);
    });

    it('that skip one are rejected', async () => {
      const producer = await nextProducer();
      await producer.send([text('first')]);
      const [batch] = await fixture.topic.read();
      const skipping = { ...(batch ?? { producerId: 0n, epoch: 0 }), sequence: 2 };
      const error = await fixture.topic
        .produce([text('third')], skipping)
        .catch((error: unknown) => error);
      expect((error as BrokerError).errorCode).toBe(KAFKA_ERROR.OUT_OF_ORDER_SEQUENCE_NUMBER);
    });
  });

  describe('foreign records', () => {
    it('between two appends are read and reported, and both appends are accepted', async () => {
      const writer = await TestWriter.open(await fixture.openLog());
      await writer.append(1);
      await fixture.topic.produce([text('a'), text('b'), text('{"pseq":2}', CONTENT_TYPES.event)]);
      await writer.append(2);
      expect(pseqs(await readEvents(await fixture.openLog()))).toEqual(range(0, 3));
      expect((await fixture.readIgnoredRecords()).map(({ location: at }) => at)).toEqual([
        'offsets 3 to 4',
        'offset 5',
      ]);
    });

    it("at a producer's full speed do not stop progress", async () => {
      const flood = { on: true };
      const records = range(1, 400).map((n) => text(`foreign ${n}`));
      const flooding = (async () => {
        const link = fixture.topic.leaderClient();
        while (flood.on) await fixture.topic.produce(records);
        link.discard();
      })();
      const writer = await TestWriter.open(await fixture.openLog());
      for (let time = 0; time < 40; time += 1) await writer.append(2);
      flood.on = false;
      await flooding;
      expect(pseqs(await readEvents(await fixture.openLog()))).toEqual(range(0, 80));
      expect((await fixture.readIgnoredRecords()).length).toBeGreaterThan(0);
    });

    it('that keep arriving do not keep a reader from the end of its read', async () => {
      const writer = await TestWriter.open(await fixture.openLog());
      await writer.append(1);
      // Each batch is one page of a reader, and another one follows every page.
      const page = range(1, 3).map((n) => text(`foreign ${n} ${'.'.repeat(300_000)}`));
      for (let time = 0; time < 4; time += 1) await fixture.topic.produce(page);
      let read = 0;
      let last = false;
      const options = { follow: false, signal: new AbortController().signal };
      for await (const batch of (await fixture.openLog()).read(0, 0, options)) {
        read += 1;
        last = batch.atEnd;
        if (read > 12) break;
        await fixture.topic.produce(page);
      }
      expect(last).toBe(true);
      expect(read).toBeLessThan(12);
    });

    it('that look like events are ignored: of another term, or with a used sequence number', async () => {
      const writer = await TestWriter.open(await fixture.openLog());
      await writer.append(1);
      const forged = [
        sampleEvent({ pseq: 2, term: 9 }),
        sampleEvent({ pseq: 1, term: 1 }),
        sampleEvent({ pseq: 0, term: 1 }),
      ];
      await fixture.topic.produce(forged.map(event));
      await writer.append(1);
      expect(pseqs(await readEvents(await fixture.openLog()))).toEqual(range(0, 2));
      expect(await fixture.readIgnoredRecords()).toHaveLength(3);
    });

    it('of an open transaction delay no reader', async () => {
      const writer = await TestWriter.open(await fixture.openLog());
      const abandon = await fixture.topic.beginTransaction(['a', 'b']);
      await writer.append(2);
      expect(pseqs(await readEvents(await fixture.openLog()))).toEqual(range(0, 2));
      await abandon();
    });

    it('in a compressed or a control batch are skipped', async () => {
      const writer = await TestWriter.open(await fixture.openLog());
      await fixture.topic.produceCompressedTransaction(['a', 'b', 'c']);
      await writer.append(1);
      expect(pseqs(await readEvents(await fixture.openLog()))).toEqual([0, 1]);
      expect(await fixture.readIgnoredRecords()).not.toEqual([]);
    });
  });

  describe('the fold', () => {
    it('ignores and rejects a batch that was appended after another writer’s WriterOpened', async () => {
      const writer = await TestWriter.open(await fixture.openLog());
      await writer.append(1);
      // A WriterOpened without a fence, as after an epoch was forgotten.
      const opened = sampleEvent({
        after: writer.head,
        term: 2,
        type: 'org.rapporteur.writer-opened.v1',
        data: { partitions: 1 },
      });
      await fixture.topic.produce([event(opened)]);
      expect(await errorCode(writer.append(2))).toBe('LOG_WRITER_FENCED');
      const batches = await readBatches(await fixture.openLog());
      expect(batches.at(-1)?.head).toMatchObject({ pseq: 2, term: 2 });
      expect(batches.flatMap(({ ignored }) => ignored)).toHaveLength(2);
    });

    it('finds a head by its event at any offset, and checks nothing before it again', async () => {
      const writer = await TestWriter.open(await fixture.openLog());
      await writer.append(2);
      await fixture.topic.produce([text('a'), text('b')]);
      await writer.append(2);
      const [last] = await readBatches(await fixture.openLog());
      expect(last?.head).toMatchObject({ pseq: 4, hint: '7' });
      for (const hint of [undefined, '0', '3', '99', 'x']) {
        const { pseq, term, time } = last?.head ?? EMPTY_HEAD;
        const from = { pseq, term, time, ...(hint === undefined ? {} : { hint }) };
        expect(await readBatches(await fixture.openLog(), 0, from)).toMatchObject([
          { events: [], ignored: [], atEnd: true },
        ]);
      }
    });
  });

  describe('a head', () => {
    it.each([
      ['in another term', { term: 2 }],
      ['at another time', { time: '2026-01-01T00:00:00.000Z' }],
    ])('does not match the event of its sequence number that was recorded %s', async (_, other) => {
      const writer = await TestWriter.open(await fixture.openLog());
      await writer.append(2);
      const [last] = await readBatches(await fixture.openLog());
      const log = await fixture.openLog({ lossConfirmationMs: 100 });
      const head = { ...(last?.head ?? EMPTY_HEAD), ...other };
      expect(await errorCode(readBatches(log, 0, head))).toBe('LOG_TAIL_LOST');
    });
  });

  describe('a restore', () => {
    it('rejects a log with a writer, which stays usable', async () => {
      const writer = await TestWriter.open(await fixture.openLog());
      expect(
        await errorCode(
          (await fixture.openLog()).restore(0, KafkaFixture.exportEvents(kafka.brokers)),
        ),
      ).toBe('LOG_NOT_EMPTY');
      expect(await errorCode(writer.append(1))).toBe('fulfilled');
    });
  });

  describe('a writer', () => {
    it.each([
      ['the monotonic clock', { monotonic: 1, wall: 0 }],
      ['the wall clock', { monotonic: 0, wall: 1 }],
    ])(
      'rejects appends when it is too old by %s, and a new one continues',
      async (_, { monotonic, wall }) => {
        let passedMs = 0;
        const clocks = { monotonic: () => monotonic * passedMs, wall: () => wall * passedMs };
        const writer = await TestWriter.open(await fixture.openLog({ clocks }));
        passedMs = WRITER_AGE_MS_MAX;
        await writer.append(1);
        passedMs += 1;
        expect(await errorCode(writer.append(1))).toBe('LOG_WRITER_CLOSED');
        expect(await errorCode(writer.append(1))).toBe('LOG_WRITER_CLOSED');
        const renewed = await TestWriter.open(await fixture.openLog(), {
          owner: 'writer-1',
          head: writer.head,
        });
        await renewed.append(1);
        expect(pseqs(await readEvents(await fixture.openLog()))).toEqual(range(0, 3));
      },
    );

    it('stops when its batch gets an offset that was read before: the log lost its tail', async () => {
      const writer = await TestWriter.open(await fixture.openLog());
      await writer.append(5);
      await fixture.topic.rewrite(0, (_, offset) => offset < 3);
      const error = await writer.append(1).catch((error: unknown) => error);
      expect(error).toMatchObject({
        code: 'LOG_OUTCOME_UNKNOWN',
        cause: { code: 'LOG_TAIL_LOST' },
      });
      const late = await fixture.openLog({ lossConfirmationMs: 100 });
      expect(await errorCode(TestWriter.open(late, { owner: 'late', head: writer.head }))).toBe(
        'LOG_TAIL_LOST',
      );
    });

    it('keeps a batch as one record batch, with the collection as the key', async () => {
      const writer = await TestWriter.open(await fixture.openLog());
      await writer.appendBytes(sampleEvents(3, writer.head));
      const batches = await fixture.topic.read();
      expect(batches.map(({ records }) => records.map(({ key }) => String(key)))).toEqual([
        ['writer-0'],
        ['writer-0'],
        ['sco', 'sco', 'sco'],
      ]);
    });
  });
});
