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
let stage: KafkaFixture;

const recorded = async (): Promise<number[]> => pseqs(await readEvents(await stage.openLog()));
describeWhen(kafka.isAvailable, kafka.reason)('Taking over on a broken way', () => {
  beforeEach(async () => {
    stage = await KafkaFixture.create(kafka.brokers);
  });
  afterEach(() => stage.close());

  describe('an opening', () => {
    it.each([
      ['COORDINATOR_LOAD_IN_PROGRESS', KAFKA_ERROR.COORDINATOR_LOAD_IN_PROGRESS],
      ['COORDINATOR_NOT_AVAILABLE', KAFKA_ERROR.COORDINATOR_NOT_AVAILABLE],
      ['NOT_COORDINATOR', KAFKA_ERROR.NOT_COORDINATOR],
      ['CONCURRENT_TRANSACTIONS', KAFKA_ERROR.CONCURRENT_TRANSACTIONS],
    ])('asks again for its epoch when the coordinator answers %s', async (_, error) => {
      const { proxy, log } = await stage.openProxiedLog();
      proxy.onResponse = changeFirst(2, KAFKA_API.InitProducerId, (frame) =>
        frame.writeInt16BE(error, responseFieldOffsets(stage.topic.name).identified.error),
      );
      expect((await TestWriter.open(log)).term).toBe(1);
    });

    it('waits longer each time before it begins again, where its fence is refused each time', async () => {
      const { proxy, log } = await stage.openProxiedLog({ openTimeoutMs: 3_000 });
      const begun = countRequests(proxy, KAFKA_API.InitProducerId);
      proxy.onResponse = changeFirst(Infinity, KAFKA_API.Produce, (frame) =>
        frame.writeInt16BE(
          KAFKA_ERROR.INVALID_PRODUCER_EPOCH,
          responseFieldOffsets(stage.topic.name).produced.error,
        ),
      );
      expect(await errorCode(TestWriter.open(log))).toBe('LOG_WRITER_FENCED');
      expect(begun()).toBeGreaterThan(1);
      // Pauses of 50 ms and more, doubling: without them it would begin many times more often.
      expect(begun()).toBeLessThan(8);
    });

    it('says when the epochs of a partition run out', async () => {
      const warnings: string[] = [];
      const { proxy, log } = await stage.openProxiedLog({
        onWarning: (message) => warnings.push(message),
      });
      await TestWriter.open(log);
      expect(warnings).toEqual([]);
      proxy.onResponse = changeFirst(1, KAFKA_API.InitProducerId, (frame) =>
        frame.writeInt16BE(30_000, responseFieldOffsets(stage.topic.name).identified.epoch),
      );
      await TestWriter.open(log);
      expect(warnings).toEqual([expect.stringContaining('was opened 30000 times')]);
    });

    it.each<[string, Partial<Pick<KafkaProxy, 'onRequest' | 'onResponse'>>]>([
      [
        'the answer to InitProducerId',
        { onResponse: ruleFirst(1, KAFKA_API.InitProducerId, 'cut') },
      ],
      ['the request of the fence', { onRequest: ruleFirst(1, KAFKA_API.Produce, 'cut') }],
      ['the answer to the fence', { onResponse: ruleFirst(1, KAFKA_API.Produce, 'cut') }],
      ['what was fetched', { onResponse: ruleFirst(2, KAFKA_API.Fetch, 'cut') }],
      ['where the coordinator is', { onResponse: ruleFirst(1, KAFKA_API.FindCoordinator, 'cut') }],
    ])('begins again when it loses %s', async (_, faults) => {
      const { proxy, log } = await stage.openProxiedLog();
      Object.assign(proxy, faults);
      const desk = await TestWriter.open(log);
      await desk.append(1);
      expect(await recorded()).toEqual([0, 1]);
    });

    it('that loses the answer to a fence never sends it again: each has a nonce of its own', async () => {
      const { proxy, log } = await stage.openProxiedLog();
      proxy.onResponse = ruleFirst(3, KAFKA_API.Produce, 'cut');
      await TestWriter.open(log);
      const fences = (await stage.topic.read()).flatMap(({ records }) =>
        records
          .filter(({ contentType }) => contentType === CONTENT_TYPES.fence)
          .map(({ value }) => String(value)),
      );
      expect(fences).toHaveLength(4);
      expect(new Set(fences).size).toBe(4);
    });

    it('opens once when the answer to its WriterOpened is lost', async () => {
      const { proxy, log } = await stage.openProxiedLog();
      const gate = new FrameBarrier(KAFKA_API.Produce, 2);
      proxy.onResponse = gate.rule;
      const opening = TestWriter.open(log);
      await gate.reached;
      gate.release('cut');
      expect((await opening).term).toBe(1);
      expect(await recorded()).toEqual([0]);
    });

    it('begins again when an event came between its fence and its WriterOpened: its own would be void', async () => {
      const before = await TestWriter.open(await stage.openLog());
      const { proxy, log } = await stage.openProxiedLog();
      const gate = new FrameBarrier(KAFKA_API.Produce, 2);
      proxy.onRequest = gate.rule;
      const opening = TestWriter.open(log, 0, 'late');
      await gate.reached;
      await stage.topic.produce([
        {
          key: Buffer.from('sco'),
          value: sampleEvent({ after: before.head }),
          contentType: CONTENT_TYPES.event,
        },
      ]);
      gate.release();
      const late = await opening;
      expect([pseqs(late.events), late.head.pseq, late.term]).toEqual([[0, 1, 2], 2, 2]);
      await late.append(1);
      expect(await recorded()).toEqual(range(0, 3));
    });

    it.each([
      ['what is none of ours', 'text/plain'],
      ['the fence of another', CONTENT_TYPES.fence],
    ])('stops when %s lies where its fence was acknowledged', async (_, contentType) => {
      const { proxy, log } = await stage.openProxiedLog({ lossConfirmationMs: 100 });
      const gate = new FrameBarrier(KAFKA_API.Produce);
      let answers = 0;
      proxy.onResponse = (passing) => {
        if (passing.api === KAFKA_API.Produce && (answers += 1) === 1)
          passing.frame.writeBigInt64BE(1n, responseFieldOffsets(stage.topic.name).produced.offset);
        return gate.rule(passing);
      };
      const opening = errorCode(TestWriter.open(log));
      await gate.reached;
      const value = Buffer.from(JSON.stringify({ owner: 'another', nonce: 'another' }));
      await stage.topic.produce([{ key: Buffer.of(), value, contentType }]);
      gate.release();
      expect(await opening).toBe('LOG_TAIL_LOST');
    });

    it('ends a producer id that appeared after it had read to the end', async () => {
      const { proxy, log } = await stage.openProxiedLog();
      const gate = new FrameBarrier(KAFKA_API.Produce);
      proxy.onRequest = gate.rule;
      const opening = TestWriter.open(log);
      await gate.reached;
      // As a writer has one whose transactional id was forgotten meanwhile.
      const other = await stage.topic.cluster.initProducerId(`${stage.topic.name}.forgotten`);
      const fence = { key: Buffer.of(), value: Buffer.of(), contentType: CONTENT_TYPES.fence };
      await stage.topic.produce([fence], { ...other, sequence: 0 });
      gate.release();
      expect((await opening).term).toBe(1);
      const late = stage.topic.produce([fence], { ...other, sequence: 1 });
      expect(isFencedError(await late.catch((fault: unknown) => fault))).toBe(true);
    });

    it('yields when another writer opened after its fence', async () => {
      const { proxy, log } = await stage.openProxiedLog();
      const gate = new FrameBarrier(KAFKA_API.Produce, 2);
      proxy.onRequest = gate.rule;
      const opening = errorCode(TestWriter.open(log, 0, 'slow'));
      await gate.reached;
      const quick = await TestWriter.open(await stage.openLog(), 0, 'quick');
      gate.release();
      expect(await opening).toBe('LOG_WRITER_FENCED');
      await quick.append(1);
      expect(await recorded()).toEqual([0, 1]);
    });

    it('goes on when whoever refused its fence never opened', async () => {
      const { proxy, log } = await stage.openProxiedLog();
      const gate = new FrameBarrier(KAFKA_API.Produce);
      proxy.onRequest = gate.rule;
      const opening = TestWriter.open(log);
      await gate.reached;
      const identity = await stage.topic.cluster.initProducerId(`${stage.topic.name}.writer.0`);
      const origin = { ...identity, sequence: 0 };
      await stage.topic.produce(
        [{ key: Buffer.of(), value: Buffer.of(), contentType: CONTENT_TYPES.fence }],
        origin,
      );
      gate.release();
      expect((await opening).term).toBe(1);
    });

    it('stops when its fence lands before what it has read: the log has lost its tail', async () => {
      const desk = await TestWriter.open(await stage.openLog());
      await desk.append(5);
      const { proxy, log } = await stage.openProxiedLog({ lossConfirmationMs: 100 });
      const gate = new FrameBarrier(KAFKA_API.InitProducerId);
      proxy.onRequest = gate.rule;
      const opening = errorCode(TestWriter.open(log, 0, 'late', desk.head));
      await gate.reached;
      await stage.topic.rewrite(0, (_, offset) => offset < 3);
      gate.release();
      expect(await opening).toBe('LOG_TAIL_LOST');
    });
  });

  describe('a restore', () => {
    it.each([
      ['before its fence', KAFKA_API.InitProducerId, 1, 'LOG_NOT_EMPTY'],
      ['behind its fence', KAFKA_API.Produce, 2, 'LOG_WRITER_FENCED'],
    ])('refuses a partition that another begins to write %s', async (_, api, nth, code) => {
      const { proxy, log } = await stage.openProxiedLog();
      const gate = new FrameBarrier(api, nth);
      proxy.onRequest = gate.rule;
      const restoring = errorCode(log.restore(0, KafkaFixture.exportEvents(kafka.brokers)));
      await gate.reached;
      // As one does whom no fence stops.
      const opened = sampleEvent({
        pseq: 0,
        term: 1,
        type: 'org.rapporteur.writer-opened.v1',
        data: { partitions: 1 },
      });
      await stage.topic.produce([
        { key: Buffer.of(), value: opened, contentType: CONTENT_TYPES.event },
      ]);
      gate.release();
      expect(await restoring).toBe(code);
    });

    it('says that another writes where its own fence was passed', async () => {
      const { proxy, log } = await stage.openProxiedLog();
      const gate = new FrameBarrier(KAFKA_API.Produce, 2);
      proxy.onRequest = gate.rule;
      const restoring = errorCode(log.restore(0, KafkaFixture.exportEvents(kafka.brokers)));
      await gate.reached;
      await TestWriter.open(await stage.openLog());
      gate.release();
      expect(await restoring).toBe('LOG_WRITER_FENCED');
    });
  });
});
