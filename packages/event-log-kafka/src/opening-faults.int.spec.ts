import { codeOf, Desk, pseqs, range, readEvents } from '@rapporteur/event-log/conformance';
import { anEvent, describeWhen, KAFKA_API, type KafkaProxy, useKafka } from '@rapporteur/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTENT_TYPES } from './fence.ts';
import { KAFKA_ERROR, isFencedError } from './kafka-fault.ts';
import { Stage } from './test-stage.ts';
import { changing, counting, first, Gate, placesIn } from './test-way.ts';

const kafka = await useKafka();
let stage: Stage;

const recorded = async (): Promise<number[]> => pseqs(await readEvents(await stage.log()));
describeWhen(kafka.present, kafka.reason)('Taking over on a broken way', () => {
  beforeEach(async () => {
    stage = await Stage.on(kafka.brokers);
  });
  afterEach(() => stage.close());

  describe('an opening', () => {
    it.each([
      ['COORDINATOR_LOAD_IN_PROGRESS', KAFKA_ERROR.COORDINATOR_LOAD_IN_PROGRESS],
      ['COORDINATOR_NOT_AVAILABLE', KAFKA_ERROR.COORDINATOR_NOT_AVAILABLE],
      ['NOT_COORDINATOR', KAFKA_ERROR.NOT_COORDINATOR],
      ['CONCURRENT_TRANSACTIONS', KAFKA_ERROR.CONCURRENT_TRANSACTIONS],
    ])('asks again for its epoch when the coordinator answers %s', async (_, error) => {
      const { proxy, log } = await stage.proxied();
      proxy.onAnswer = changing(2, KAFKA_API.InitProducerId, (frame) =>
        frame.writeInt16BE(error, placesIn(stage.topic.name).identified.error),
      );
      expect((await Desk.open(log)).term).toBe(1);
    });

    it('waits longer each time before it begins again, where its fence is refused each time', async () => {
      const { proxy, log } = await stage.proxied({ openForMs: 3_000 });
      const begun = counting(proxy, KAFKA_API.InitProducerId);
      proxy.onAnswer = changing(Infinity, KAFKA_API.Produce, (frame) =>
        frame.writeInt16BE(
          KAFKA_ERROR.INVALID_PRODUCER_EPOCH,
          placesIn(stage.topic.name).produced.error,
        ),
      );
      expect(await codeOf(Desk.open(log))).toBe('LOG_WRITER_FENCED');
      expect(begun()).toBeGreaterThan(1);
      // Pauses of 50 ms and more, doubling: without them it would begin many times more often.
      expect(begun()).toBeLessThan(8);
    });

    it('says when the epochs of a partition run out', async () => {
      const warnings: string[] = [];
      const { proxy, log } = await stage.proxied({
        onWarning: (message) => warnings.push(message),
      });
      await Desk.open(log);
      expect(warnings).toEqual([]);
      proxy.onAnswer = changing(1, KAFKA_API.InitProducerId, (frame) =>
        frame.writeInt16BE(30_000, placesIn(stage.topic.name).identified.epoch),
      );
      await Desk.open(log);
      expect(warnings).toEqual([expect.stringContaining('was opened 30000 times')]);
    });

    it.each<[string, Partial<Pick<KafkaProxy, 'onRequest' | 'onAnswer'>>]>([
      ['the answer to InitProducerId', { onAnswer: first(1, KAFKA_API.InitProducerId, 'cut') }],
      ['the request of the fence', { onRequest: first(1, KAFKA_API.Produce, 'cut') }],
      ['the answer to the fence', { onAnswer: first(1, KAFKA_API.Produce, 'cut') }],
      ['what was fetched', { onAnswer: first(2, KAFKA_API.Fetch, 'cut') }],
      ['where the coordinator is', { onAnswer: first(1, KAFKA_API.FindCoordinator, 'cut') }],
    ])('begins again when it loses %s', async (_, faults) => {
      const { proxy, log } = await stage.proxied();
      Object.assign(proxy, faults);
      const desk = await Desk.open(log);
      await desk.append(1);
      expect(await recorded()).toEqual([0, 1]);
    });

    it('that loses the answer to a fence never sends it again: each has a nonce of its own', async () => {
      const { proxy, log } = await stage.proxied();
      proxy.onAnswer = first(3, KAFKA_API.Produce, 'cut');
      await Desk.open(log);
      const fences = (await stage.topic.read()).flatMap(({ records }) =>
        records
          .filter(({ contentType }) => contentType === CONTENT_TYPES.fence)
          .map(({ value }) => String(value)),
      );
      expect(fences).toHaveLength(4);
      expect(new Set(fences).size).toBe(4);
    });

    it('opens once when the answer to its WriterOpened is lost', async () => {
      const { proxy, log } = await stage.proxied();
      const gate = new Gate(KAFKA_API.Produce, 2);
      proxy.onAnswer = gate.judge;
      const opening = Desk.open(log);
      await gate.reached;
      gate.open('cut');
      expect((await opening).term).toBe(1);
      expect(await recorded()).toEqual([0]);
    });

    it('begins again when an event came between its fence and its WriterOpened: its own would be void', async () => {
      const before = await Desk.open(await stage.log());
      const { proxy, log } = await stage.proxied();
      const gate = new Gate(KAFKA_API.Produce, 2);
      proxy.onRequest = gate.judge;
      const opening = Desk.open(log, 0, 'late');
      await gate.reached;
      await stage.topic.produce([
        {
          key: Buffer.from('sco'),
          value: anEvent({ after: before.head }),
          contentType: CONTENT_TYPES.event,
        },
      ]);
      gate.open();
      const late = await opening;
      expect([pseqs(late.seen), late.head.pseq, late.term]).toEqual([[0, 1, 2], 2, 2]);
      await late.append(1);
      expect(await recorded()).toEqual(range(0, 3));
    });

    it.each([
      ['what is none of ours', 'text/plain'],
      ['the fence of another', CONTENT_TYPES.fence],
    ])('stops when %s lies where its fence was acknowledged', async (_, contentType) => {
      const { proxy, log } = await stage.proxied({ confirmLossForMs: 100 });
      const gate = new Gate(KAFKA_API.Produce);
      let answers = 0;
      proxy.onAnswer = (passing) => {
        if (passing.api === KAFKA_API.Produce && (answers += 1) === 1)
          passing.frame.writeBigInt64BE(1n, placesIn(stage.topic.name).produced.offset);
        return gate.judge(passing);
      };
      const opening = codeOf(Desk.open(log));
      await gate.reached;
      const value = Buffer.from(JSON.stringify({ owner: 'another', nonce: 'another' }));
      await stage.topic.produce([{ key: Buffer.of(), value, contentType }]);
      gate.open();
      expect(await opening).toBe('LOG_TAIL_LOST');
    });

    it('ends a producer id that appeared after it had read to the end', async () => {
      const { proxy, log } = await stage.proxied();
      const gate = new Gate(KAFKA_API.Produce);
      proxy.onRequest = gate.judge;
      const opening = Desk.open(log);
      await gate.reached;
      // As a writer has one whose transactional id was forgotten meanwhile.
      const other = await stage.topic.brokers.initProducerId(`${stage.topic.name}.forgotten`);
      const fence = { key: Buffer.of(), value: Buffer.of(), contentType: CONTENT_TYPES.fence };
      await stage.topic.produce([fence], { ...other, sequence: 0 });
      gate.open();
      expect((await opening).term).toBe(1);
      const late = stage.topic.produce([fence], { ...other, sequence: 1 });
      expect(isFencedError(await late.catch((fault: unknown) => fault))).toBe(true);
    });

    it('yields when another writer opened after its fence', async () => {
      const { proxy, log } = await stage.proxied();
      const gate = new Gate(KAFKA_API.Produce, 2);
      proxy.onRequest = gate.judge;
      const opening = codeOf(Desk.open(log, 0, 'slow'));
      await gate.reached;
      const quick = await Desk.open(await stage.log(), 0, 'quick');
      gate.open();
      expect(await opening).toBe('LOG_WRITER_FENCED');
      await quick.append(1);
      expect(await recorded()).toEqual([0, 1]);
    });

    it('goes on when whoever refused its fence never opened', async () => {
      const { proxy, log } = await stage.proxied();
      const gate = new Gate(KAFKA_API.Produce);
      proxy.onRequest = gate.judge;
      const opening = Desk.open(log);
      await gate.reached;
      const identity = await stage.topic.brokers.initProducerId(`${stage.topic.name}.writer.0`);
      const origin = { ...identity, sequence: 0 };
      await stage.topic.produce(
        [{ key: Buffer.of(), value: Buffer.of(), contentType: CONTENT_TYPES.fence }],
        origin,
      );
      gate.open();
      expect((await opening).term).toBe(1);
    });

    it('stops when its fence lands before what it has read: the log has lost its tail', async () => {
      const desk = await Desk.open(await stage.log());
      await desk.append(5);
      const { proxy, log } = await stage.proxied({ confirmLossForMs: 100 });
      const gate = new Gate(KAFKA_API.InitProducerId);
      proxy.onRequest = gate.judge;
      const opening = codeOf(Desk.open(log, 0, 'late', desk.head));
      await gate.reached;
      await stage.topic.rewrite(0, (_, offset) => offset < 3);
      gate.open();
      expect(await opening).toBe('LOG_TAIL_LOST');
    });
  });

  describe('a restore', () => {
    it.each([
      ['before its fence', KAFKA_API.InitProducerId, 1, 'LOG_NOT_EMPTY'],
      ['behind its fence', KAFKA_API.Produce, 2, 'LOG_WRITER_FENCED'],
    ])('refuses a partition that another begins to write %s', async (_, api, nth, code) => {
      const { proxy, log } = await stage.proxied();
      const gate = new Gate(api, nth);
      proxy.onRequest = gate.judge;
      const restoring = codeOf(log.restore(0, Stage.export(kafka.brokers)));
      await gate.reached;
      // As one does whom no fence stops.
      const opened = anEvent({
        pseq: 0,
        term: 1,
        type: 'org.rapporteur.writer-opened.v1',
        data: { partitions: 1 },
      });
      await stage.topic.produce([
        { key: Buffer.of(), value: opened, contentType: CONTENT_TYPES.event },
      ]);
      gate.open();
      expect(await restoring).toBe(code);
    });

    it('says that another writes where its own fence was passed', async () => {
      const { proxy, log } = await stage.proxied();
      const gate = new Gate(KAFKA_API.Produce, 2);
      proxy.onRequest = gate.judge;
      const restoring = codeOf(log.restore(0, Stage.export(kafka.brokers)));
      await gate.reached;
      await Desk.open(await stage.log());
      gate.open();
      expect(await restoring).toBe('LOG_WRITER_FENCED');
    });
  });
});
