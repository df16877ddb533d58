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
let stage: KafkaFixture;

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

/** A producer with the next epoch of the partition, at the wire. */
async function nextProducer(): Promise<FencedProducer> {
  const identity = await stage.topic.cluster.initProducerId(`${stage.topic.name}.writer.0`);
  return new FencedProducer(stage.topic.leaderClient(), identity);
}

const refusal = async (sending: Promise<unknown>): Promise<unknown> =>
  sending.then(
    () => undefined,
    (fault: unknown) => (fault as SendError).cause,
  );

describeWhen(kafka.isAvailable, kafka.reason)('On a real broker', () => {
  beforeEach(async () => {
    stage = await KafkaFixture.create(kafka.brokers);
  });
  afterEach(() => stage.close());

  describe('the fence', () => {
    it('does not stop an older epoch before the newer one was seen, and does from its first record on', async () => {
      const zombie = await nextProducer();
      const owner = await nextProducer();
      expect(await zombie.send([text('in time')])).toBe(0);
      expect(await owner.send([text('fence')])).toBe(1);
      expect(isFencedError(await refusal(zombie.send([text('too late')])))).toBe(true);
      expect(await owner.send([text('goes on')])).toBe(2);
    });

    it('leaves nothing of a writer that was fenced, not even void events', async () => {
      const early = await TestWriter.open(await stage.openLog(), 0, 'early');
      await TestWriter.open(await stage.openLog(), 0, 'late');
      expect(await errorCode(early.append(3))).toBe('LOG_WRITER_FENCED');
      expect(await stage.readIgnoredRecords()).toEqual([]);
    });

    it('takes the partition over from any number that race for it, one after the other', async () => {
      const logs = await Promise.all(range(1, 5).map(() => stage.openLog()));
      const acknowledged: string[] = [];
      await Promise.all(
        logs.map(async (log, index) => {
          for (let round = 0; round < 4; round += 1) {
            const desk = await TestWriter.open(log, 0, `desk-${index}`).catch(() => undefined);
            if (!desk) continue;
            for (let time = randomInt(4); time > 0; time -= 1) {
              const commandid = `c-${index}-${round}-${time}`;
              if ((await errorCode(desk.append(2, { commandid }))) !== 'fulfilled') break;
              acknowledged.push(commandid, commandid);
            }
          }
        }),
      );
      const events = (await readEvents(logs[0] ?? (await stage.openLog()))).map(
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
    it('B1: other bytes under a used one are acknowledged by the broker, and never stored', async () => {
      const identity = await stage.topic.cluster.initProducerId(`${stage.topic.name}.writer.0`);
      const offsets = [
        await new FencedProducer(stage.topic.leaderClient(), identity).send([text('stored')]),
        await new FencedProducer(stage.topic.leaderClient(), identity).send([text('swallowed')]),
      ];
      expect(offsets).toEqual([0, 0]);
      const stored = (await stage.topic.read()).flatMap(({ records }) =>
        records.map(({ value }) => String(value)),
      );
      expect(stored).toEqual(['stored']);
    });

    it('that skip one are refused', async () => {
      const producer = await nextProducer();
      await producer.send([text('first')]);
      const [batch] = await stage.topic.read();
      const skipping = { ...(batch ?? { producerId: 0n, epoch: 0 }), sequence: 2 };
      const fault = await stage.topic
        .produce([text('third')], skipping)
        .catch((error: unknown) => error);
      expect((fault as BrokerError).errorCode).toBe(KAFKA_ERROR.OUT_OF_ORDER_SEQUENCE_NUMBER);
    });
  });

  describe('foreign records', () => {
    it('between two appends are read and reported, and both count', async () => {
      const desk = await TestWriter.open(await stage.openLog());
      await desk.append(1);
      await stage.topic.produce([text('a'), text('b'), text('{"pseq":2}', CONTENT_TYPES.event)]);
      await desk.append(2);
      expect(pseqs(await readEvents(await stage.openLog()))).toEqual(range(0, 3));
      expect((await stage.readIgnoredRecords()).map(({ location: at }) => at)).toEqual([
        'offsets 3 to 4',
        'offset 5',
      ]);
    });

    it('as fast as a producer can write them do not stop progress', async () => {
      const flood = { on: true };
      const records = range(1, 400).map((n) => text(`foreign ${n}`));
      const flooding = (async () => {
        const link = stage.topic.leaderClient();
        while (flood.on) await stage.topic.produce(records);
        link.discard();
      })();
      const desk = await TestWriter.open(await stage.openLog());
      for (let time = 0; time < 40; time += 1) await desk.append(2);
      flood.on = false;
      await flooding;
      expect(pseqs(await readEvents(await stage.openLog()))).toEqual(range(0, 80));
      expect((await stage.readIgnoredRecords()).length).toBeGreaterThan(0);
    });

    it('that keep coming do not keep a reader from the end that it found', async () => {
      const desk = await TestWriter.open(await stage.openLog());
      await desk.append(1);
      // Each is a page of a reader, which is followed by another, however many it reads.
      const page = range(1, 3).map((n) => text(`foreign ${n} ${'.'.repeat(300_000)}`));
      for (let time = 0; time < 4; time += 1) await stage.topic.produce(page);
      let read = 0;
      let last = false;
      const options = { follow: false, signal: new AbortController().signal };
      for await (const batch of (await stage.openLog()).read(0, 0, options)) {
        read += 1;
        last = batch.atEnd;
        if (read > 12) break;
        await stage.topic.produce(page);
      }
      expect(last).toBe(true);
      expect(read).toBeLessThan(12);
    });

    it('that look like events are void: of another term, or of a sequence that is taken', async () => {
      const desk = await TestWriter.open(await stage.openLog());
      await desk.append(1);
      const forged = [
        sampleEvent({ pseq: 2, term: 9 }),
        sampleEvent({ pseq: 1, term: 1 }),
        sampleEvent({ pseq: 0, term: 1 }),
      ];
      await stage.topic.produce(forged.map(event));
      await desk.append(1);
      expect(pseqs(await readEvents(await stage.openLog()))).toEqual(range(0, 2));
      expect(await stage.readIgnoredRecords()).toHaveLength(3);
    });

    it('of a transaction that stays open hold nobody up', async () => {
      const desk = await TestWriter.open(await stage.openLog());
      const abandon = await stage.topic.beginTransaction(['a', 'b']);
      await desk.append(2);
      expect(pseqs(await readEvents(await stage.openLog()))).toEqual(range(0, 2));
      await abandon();
    });

    it('in a compressed or a control batch are passed over', async () => {
      const desk = await TestWriter.open(await stage.openLog());
      await stage.topic.produceCompressedTransaction(['a', 'b', 'c']);
      await desk.append(1);
      expect(pseqs(await readEvents(await stage.openLog()))).toEqual([0, 1]);
      expect(await stage.readIgnoredRecords()).not.toEqual([]);
    });
  });

  describe('the fold decides', () => {
    it('against a batch of ours that landed behind another writer’s opening: it is void, and not acknowledged', async () => {
      const desk = await TestWriter.open(await stage.openLog());
      await desk.append(1);
      // Another opening that this broker did not connect with a fence: as after an epoch was forgotten.
      const opened = sampleEvent({
        after: desk.head,
        term: 2,
        type: 'org.rapporteur.writer-opened.v1',
        data: { partitions: 1 },
      });
      await stage.topic.produce([event(opened)]);
      expect(await errorCode(desk.append(2))).toBe('LOG_WRITER_FENCED');
      const batches = await readBatches(await stage.openLog());
      expect(batches.at(-1)?.head).toMatchObject({ pseq: 2, term: 2 });
      expect(batches.flatMap(({ ignored }) => ignored)).toHaveLength(2);
    });

    it('that a head is found by its event, wherever that lies, and nothing before it is judged again', async () => {
      const desk = await TestWriter.open(await stage.openLog());
      await desk.append(2);
      await stage.topic.produce([text('a'), text('b')]);
      await desk.append(2);
      const [last] = await readBatches(await stage.openLog());
      expect(last?.head).toMatchObject({ pseq: 4, hint: '7' });
      for (const hint of [undefined, '0', '3', '99', 'x']) {
        const { pseq, term, time } = last?.head ?? EMPTY_HEAD;
        const from = { pseq, term, time, ...(hint === undefined ? {} : { hint }) };
        expect(await readBatches(await stage.openLog(), 0, from)).toMatchObject([
          { events: [], ignored: [], atEnd: true },
        ]);
      }
    });
  });

  describe('a head', () => {
    it.each([
      ['in another term', { term: 2 }],
      ['at another time', { time: '2026-01-01T00:00:00.000Z' }],
    ])('is not taken for the event of its sequence that was recorded %s', async (_, other) => {
      const desk = await TestWriter.open(await stage.openLog());
      await desk.append(2);
      const [last] = await readBatches(await stage.openLog());
      const log = await stage.openLog({ lossConfirmationMs: 100 });
      const head = { ...(last?.head ?? EMPTY_HEAD), ...other };
      expect(await errorCode(readBatches(log, 0, head))).toBe('LOG_TAIL_LOST');
    });
  });

  describe('a restore', () => {
    it('refuses a log that is written to, and its writer goes on', async () => {
      const desk = await TestWriter.open(await stage.openLog());
      expect(
        await errorCode(
          (await stage.openLog()).restore(0, KafkaFixture.exportEvents(kafka.brokers)),
        ),
      ).toBe('LOG_NOT_EMPTY');
      expect(await errorCode(desk.append(1))).toBe('fulfilled');
    });
  });

  describe('a writer', () => {
    it.each([
      ['the clock that never goes back', { monotonic: 1, wall: 0 }],
      ['the clock on the wall', { monotonic: 0, wall: 1 }],
    ])(
      'sends no more when it is too old by %s, and a new one goes on',
      async (_, { monotonic, wall }) => {
        let passedMs = 0;
        const clocks = { monotonic: () => monotonic * passedMs, wall: () => wall * passedMs };
        const desk = await TestWriter.open(await stage.openLog({ clocks }));
        passedMs = WRITER_AGE_MS_MAX;
        await desk.append(1);
        passedMs += 1;
        expect(await errorCode(desk.append(1))).toBe('LOG_WRITER_CLOSED');
        expect(await errorCode(desk.append(1))).toBe('LOG_WRITER_CLOSED');
        const renewed = await TestWriter.open(await stage.openLog(), 0, 'desk-1', desk.head);
        await renewed.append(1);
        expect(pseqs(await readEvents(await stage.openLog()))).toEqual(range(0, 3));
      },
    );

    it('steps down when the log lets it land before what it has read: the log has lost its tail', async () => {
      const desk = await TestWriter.open(await stage.openLog());
      await desk.append(5);
      await stage.topic.rewrite(0, (_, offset) => offset < 3);
      const fault = await desk.append(1).catch((error: unknown) => error);
      expect(fault).toMatchObject({
        code: 'LOG_OUTCOME_UNKNOWN',
        cause: { code: 'LOG_TAIL_LOST' },
      });
      const late = await stage.openLog({ lossConfirmationMs: 100 });
      expect(await errorCode(TestWriter.open(late, 0, 'late', desk.head))).toBe('LOG_TAIL_LOST');
    });

    it('keeps its batch one record batch, with its collection as the key', async () => {
      const desk = await TestWriter.open(await stage.openLog());
      await desk.appendBytes(sampleEvents(3, desk.head));
      const batches = await stage.topic.read();
      expect(batches.map(({ records }) => records.map(({ key }) => String(key)))).toEqual([
        ['writer-0'],
        ['writer-0'],
        ['sco', 'sco', 'sco'],
      ]);
    });
  });
});
