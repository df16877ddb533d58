import { errorCode, TestWriter, pseqs, range, readEvents } from '@rapporteur/event-log/conformance';
import {
  sampleEvent,
  describeWhen,
  KAFKA_API,
  type KafkaProxy,
  useKafka,
} from '@rapporteur/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTENT_TYPES } from './fence.ts';
import { KAFKA_ERROR, isFencedError } from './kafka-error.ts';
import { KafkaFixture } from './testing/kafka-fixture.ts';
import {
  changeFirst,
  countRequests,
  ruleFirst,
  FrameBarrier,
  responseFieldOffsets,
} from './testing/proxy-rules.ts';

const kafka = await useKafka();
let fixture: KafkaFixture;

const recorded = async (): Promise<number[]> => pseqs(await readEvents(await fixture.openLog()));
describeWhen(kafka.isAvailable, kafka.reason)('A takeover with connection faults', () => {
  beforeEach(async () => {
    fixture = await KafkaFixture.create(kafka.brokers);
  });
  afterEach(() => fixture.close());

  describe('an opening', () => {
    it.each([
      ['COORDINATOR_LOAD_IN_PROGRESS', KAFKA_ERROR.COORDINATOR_LOAD_IN_PROGRESS],
      ['COORDINATOR_NOT_AVAILABLE', KAFKA_ERROR.COORDINATOR_NOT_AVAILABLE],
      ['NOT_COORDINATOR', KAFKA_ERROR.NOT_COORDINATOR],
      ['CONCURRENT_TRANSACTIONS', KAFKA_ERROR.CONCURRENT_TRANSACTIONS],
    ])('retries InitProducerId when the coordinator responds %s', async (_, error) => {
      const { proxy, log } = await fixture.openProxiedLog();
      proxy.onResponse = changeFirst(2, KAFKA_API.InitProducerId, (frame) =>
        frame.writeInt16BE(error, responseFieldOffsets(fixture.topic.name).identified.error),
      );
      expect((await TestWriter.open(log)).term).toBe(1);
    });

    it('waits longer before each attempt while its fence is refused', async () => {
      const { proxy, log } = await fixture.openProxiedLog({ openTimeoutMs: 3_000 });
      const begun = countRequests(proxy, KAFKA_API.InitProducerId);
      proxy.onResponse = changeFirst(Infinity, KAFKA_API.Produce, (frame) =>
        frame.writeInt16BE(
          KAFKA_ERROR.INVALID_PRODUCER_EPOCH,
          responseFieldOffsets(fixture.topic.name).produced.error,
        ),
      );
      expect(await errorCode(TestWriter.open(log))).toBe('LOG_WRITER_FENCED');
      expect(begun()).toBeGreaterThan(1);
      // Without the delays, from 50 ms and doubling, there would be many more attempts.
      expect(begun()).toBeLessThan(8);
    });

    it('warns before the epochs of a partition run out', async () => {
      const warnings: string[] = [];
      const { proxy, log } = await fixture.openProxiedLog({
        onWarning: (message) => warnings.push(message),
      });
      await TestWriter.open(log);
      expect(warnings).toEqual([]);
      proxy.onResponse = changeFirst(1, KAFKA_API.InitProducerId, (frame) =>
        frame.writeInt16BE(30_000, responseFieldOffsets(fixture.topic.name).identified.epoch),
      );
      await TestWriter.open(log);
      expect(warnings).toEqual([expect.stringContaining('was opened 30000 times')]);
    });

    it.each<[string, Partial<Pick<KafkaProxy, 'onRequest' | 'onResponse'>>]>([
      [
        'the response to InitProducerId',
        { onResponse: ruleFirst(1, KAFKA_API.InitProducerId, 'cut') },
      ],
      ['the request with the fence', { onRequest: ruleFirst(1, KAFKA_API.Produce, 'cut') }],
      ['the response to the fence', { onResponse: ruleFirst(1, KAFKA_API.Produce, 'cut') }],
      ['a fetch response', { onResponse: ruleFirst(2, KAFKA_API.Fetch, 'cut') }],
      [
        'the response to FindCoordinator',
        { onResponse: ruleFirst(1, KAFKA_API.FindCoordinator, 'cut') },
      ],
    ])('retries when it loses %s', async (_, faults) => {
      const { proxy, log } = await fixture.openProxiedLog();
      Object.assign(proxy, faults);
      const writer = await TestWriter.open(log);
      await writer.append(1);
      expect(await recorded()).toEqual([0, 1]);
    });

    it('never resends a fence without a response: each fence has its own nonce', async () => {
      const { proxy, log } = await fixture.openProxiedLog();
      proxy.onResponse = ruleFirst(3, KAFKA_API.Produce, 'cut');
      await TestWriter.open(log);
      const fences = (await fixture.topic.read()).flatMap(({ records }) =>
        records
          .filter(({ contentType }) => contentType === CONTENT_TYPES.fence)
          .map(({ value }) => String(value)),
      );
      expect(fences).toHaveLength(4);
      expect(new Set(fences).size).toBe(4);
    });

    it('opens once when the response to its WriterOpened is lost', async () => {
      const { proxy, log } = await fixture.openProxiedLog();
      const barrier = new FrameBarrier(KAFKA_API.Produce, 2);
      proxy.onResponse = barrier.rule;
      const opening = TestWriter.open(log);
      await barrier.reached;
      barrier.release('cut');
      expect((await opening).term).toBe(1);
      expect(await recorded()).toEqual([0]);
    });

    it('retries when an event lies between its fence and its WriterOpened, which would be ignored', async () => {
      const before = await TestWriter.open(await fixture.openLog());
      const { proxy, log } = await fixture.openProxiedLog();
      const barrier = new FrameBarrier(KAFKA_API.Produce, 2);
      proxy.onRequest = barrier.rule;
      const opening = TestWriter.open(log, { owner: 'late' });
      await barrier.reached;
      await fixture.topic.produce([
        {
          key: Buffer.from('sco'),
          value: sampleEvent({ after: before.head }),
          contentType: CONTENT_TYPES.event,
        },
      ]);
      barrier.release();
      const late = await opening;
      expect([pseqs(late.events), late.head.pseq, late.term]).toEqual([[0, 1, 2], 2, 2]);
      await late.append(1);
      expect(await recorded()).toEqual(range(0, 3));
    });

    it.each([
      ['a foreign record', 'text/plain'],
      ["another writer's fence", CONTENT_TYPES.fence],
    ])('stops when %s lies at the acknowledged offset of its fence', async (_, contentType) => {
      const { proxy, log } = await fixture.openProxiedLog({ lossConfirmationMs: 100 });
      const barrier = new FrameBarrier(KAFKA_API.Produce);
      let answers = 0;
      proxy.onResponse = (passing) => {
        if (passing.api === KAFKA_API.Produce && (answers += 1) === 1)
          passing.frame.writeBigInt64BE(
            1n,
            responseFieldOffsets(fixture.topic.name).produced.offset,
          );
        return barrier.rule(passing);
      };
      const opening = errorCode(TestWriter.open(log));
      await barrier.reached;
      const value = Buffer.from(JSON.stringify({ owner: 'another', nonce: 'another' }));
      await fixture.topic.produce([{ key: Buffer.of(), value, contentType }]);
      barrier.release();
      expect(await opening).toBe('LOG_TAIL_LOST');
    });

    it('fences a producer id that appeared after the read to the end', async () => {
      const { proxy, log } = await fixture.openProxiedLog();
      const barrier = new FrameBarrier(KAFKA_API.Produce);
      proxy.onRequest = barrier.rule;
      const opening = TestWriter.open(log);
      await barrier.reached;
      // The id of a writer whose transactional id was forgotten meanwhile.
      const other = await fixture.topic.cluster.initProducerId(`${fixture.topic.name}.forgotten`);
      const fence = { key: Buffer.of(), value: Buffer.of(), contentType: CONTENT_TYPES.fence };
      await fixture.topic.produce([fence], { ...other, sequence: 0 });
      barrier.release();
      expect((await opening).term).toBe(1);
      const late = fixture.topic.produce([fence], { ...other, sequence: 1 });
      expect(isFencedError(await late.catch((error: unknown) => error))).toBe(true);
    });

    it('yields when another writer opened after its fence', async () => {
      const { proxy, log } = await fixture.openProxiedLog();
      const barrier = new FrameBarrier(KAFKA_API.Produce, 2);
      proxy.onRequest = barrier.rule;
      const opening = errorCode(TestWriter.open(log, { owner: 'slow' }));
      await barrier.reached;
      const quick = await TestWriter.open(await fixture.openLog(), { owner: 'quick' });
      barrier.release();
      expect(await opening).toBe('LOG_WRITER_FENCED');
      await quick.append(1);
      expect(await recorded()).toEqual([0, 1]);
    });

    it('continues when the writer that fenced it never opened', async () => {
      const { proxy, log } = await fixture.openProxiedLog();
      const barrier = new FrameBarrier(KAFKA_API.Produce);
      proxy.onRequest = barrier.rule;
      const opening = TestWriter.open(log);
      await barrier.reached;
      const identity = await fixture.topic.cluster.initProducerId(`${fixture.topic.name}.writer.0`);
      const origin = { ...identity, sequence: 0 };
      await fixture.topic.produce(
        [{ key: Buffer.of(), value: Buffer.of(), contentType: CONTENT_TYPES.fence }],
        origin,
      );
      barrier.release();
      expect((await opening).term).toBe(1);
    });

    it('stops when its fence gets an offset that was read before: the log lost its tail', async () => {
      const writer = await TestWriter.open(await fixture.openLog());
      await writer.append(5);
      const { proxy, log } = await fixture.openProxiedLog({ lossConfirmationMs: 100 });
      const barrier = new FrameBarrier(KAFKA_API.InitProducerId);
      proxy.onRequest = barrier.rule;
      const opening = errorCode(TestWriter.open(log, { owner: 'late', head: writer.head }));
      await barrier.reached;
      await fixture.topic.rewrite(0, (_, offset) => offset < 3);
      barrier.release();
      expect(await opening).toBe('LOG_TAIL_LOST');
    });
  });

  describe('a restore', () => {
    it.each([
      ['before its fence', KAFKA_API.InitProducerId, 1, 'LOG_NOT_EMPTY'],
      ['after its fence', KAFKA_API.Produce, 2, 'LOG_WRITER_FENCED'],
    ])('rejects a partition to which another writer appends %s', async (_, api, nth, code) => {
      const { proxy, log } = await fixture.openProxiedLog();
      const barrier = new FrameBarrier(api, nth);
      proxy.onRequest = barrier.rule;
      const restoring = errorCode(log.restore(0, KafkaFixture.exportEvents(kafka.brokers)));
      await barrier.reached;
      // From a writer that no fence stops.
      const opened = sampleEvent({
        pseq: 0,
        term: 1,
        type: 'org.rapporteur.writer-opened.v1',
        data: { partitions: 1 },
      });
      await fixture.topic.produce([
        { key: Buffer.of(), value: opened, contentType: CONTENT_TYPES.event },
      ]);
      barrier.release();
      expect(await restoring).toBe(code);
    });

    it('reports another writer that opened after its fence', async () => {
      const { proxy, log } = await fixture.openProxiedLog();
      const barrier = new FrameBarrier(KAFKA_API.Produce, 2);
      proxy.onRequest = barrier.rule;
      const restoring = errorCode(log.restore(0, KafkaFixture.exportEvents(kafka.brokers)));
      await barrier.reached;
      await TestWriter.open(await fixture.openLog());
      barrier.release();
      expect(await restoring).toBe('LOG_WRITER_FENCED');
    });
  });
});
