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
import { KAFKA_ERROR } from './kafka-error.ts';
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
describeWhen(kafka.isAvailable, kafka.reason)('On a broken way to a real broker', () => {
  beforeEach(async () => {
    stage = await KafkaFixture.create(kafka.brokers);
  });
  afterEach(() => stage.close());

  describe('an append', () => {
    it.each<[string, Partial<Pick<KafkaProxy, 'onRequest' | 'onResponse'>>]>([
      ['the request was lost', { onRequest: ruleFirst(1, KAFKA_API.Produce, 'lose') }],
      ['the connection was cut before it', { onRequest: ruleFirst(3, KAFKA_API.Produce, 'cut') }],
      ['the answer was lost', { onResponse: ruleFirst(1, KAFKA_API.Produce, 'lose') }],
      [
        'the connection was cut before the answer',
        { onResponse: ruleFirst(3, KAFKA_API.Produce, 'cut') },
      ],
    ])('is recorded once when %s: the same bytes are sent again', async (_, faults) => {
      const { proxy, log } = await stage.openProxiedLog();
      const desk = await TestWriter.open(log);
      Object.assign(proxy, faults);
      const sent = countRequests(proxy, KAFKA_API.Produce);
      expect(await desk.append(3)).toEqual({ first: 1, last: 3 });
      expect(sent()).toBeGreaterThan(1);
      await desk.append(2);
      expect(await recorded()).toEqual(range(0, 5));
      expect(await stage.readIgnoredRecords()).toEqual([]);
    });

    it('is of unknown outcome when no answer comes until the deadline, and the writer is spent', async () => {
      const { proxy, log } = await stage.openProxiedLog({ resendTimeoutMs: 100 });
      const desk = await TestWriter.open(log);
      proxy.onResponse = ({ api }) => (api === KAFKA_API.Produce ? 'cut' : 'pass');
      expect(await errorCode(desk.append(2))).toBe('LOG_OUTCOME_UNKNOWN');
      expect(await errorCode(desk.append(2))).toBe('LOG_WRITER_CLOSED');
      expect(await recorded()).toEqual(range(0, 2));
    });

    it('is fenced, and never lands, when its request is delayed past a take-over', async () => {
      const { proxy, log } = await stage.openProxiedLog();
      const desk = await TestWriter.open(log);
      const gate = new FrameBarrier(KAFKA_API.Produce);
      proxy.onRequest = gate.rule;
      const appending = errorCode(desk.append(3));
      await gate.reached;
      const late = await TestWriter.open(await stage.openLog(), 0, 'late');
      gate.release();
      // The first attempt may have been given up by then: then only the log knows.
      expect(['LOG_WRITER_FENCED', 'LOG_OUTCOME_UNKNOWN']).toContain(await appending);
      await late.append(1);
      expect((await readEvents(await stage.openLog())).map(({ event }) => event.term)).toEqual([
        1, 2, 2,
      ]);
    });

    it('is of unknown outcome when it landed, its answer was lost, and another writer opened', async () => {
      const { proxy, log } = await stage.openProxiedLog();
      const desk = await TestWriter.open(log);
      const gate = new FrameBarrier(KAFKA_API.Produce);
      proxy.onResponse = gate.rule;
      const appending = errorCode(desk.append(3));
      await gate.reached;
      await TestWriter.open(await stage.openLog(), 0, 'late');
      gate.release('cut');
      expect(await appending).toBe('LOG_OUTCOME_UNKNOWN');
      expect((await readEvents(await stage.openLog())).map(({ event }) => event.term)).toEqual([
        1, 1, 1, 1, 2,
      ]);
    });

    it('is sent again as the very same bytes, and asks for the acknowledgement of every replica in sync', async () => {
      const { proxy, log } = await stage.openProxiedLog();
      const desk = await TestWriter.open(log);
      const sent: Buffer[] = [];
      proxy.onRequest = ({ api, frame }) => {
        if (api === KAFKA_API.Produce) sent.push(frame);
        return 'pass';
      };
      proxy.onResponse = ruleFirst(3, KAFKA_API.Produce, 'cut');
      await desk.append(3);
      // Behind the number of the request, which is another each time.
      const bodies = sent.map((frame) => frame.subarray(12).toString('hex'));
      expect([bodies.length, new Set(bodies).size]).toEqual([4, 1]);
      // Behind the client's name, and that there is no transaction.
      expect(sent[0]?.readInt16BE(16 + (sent[0]?.readInt16BE(12) ?? 0))).toBe(-1);
    });

    it.each([
      ['UNKNOWN_TOPIC_OR_PARTITION', KAFKA_ERROR.UNKNOWN_TOPIC_OR_PARTITION],
      ['LEADER_NOT_AVAILABLE', KAFKA_ERROR.LEADER_NOT_AVAILABLE],
      ['NOT_LEADER_OR_FOLLOWER', KAFKA_ERROR.NOT_LEADER_OR_FOLLOWER],
      ['REQUEST_TIMED_OUT', KAFKA_ERROR.REQUEST_TIMED_OUT],
      ['NOT_ENOUGH_REPLICAS', KAFKA_ERROR.NOT_ENOUGH_REPLICAS],
      ['NOT_ENOUGH_REPLICAS_AFTER_APPEND', KAFKA_ERROR.NOT_ENOUGH_REPLICAS_AFTER_APPEND],
      ['KAFKA_STORAGE_ERROR', KAFKA_ERROR.KAFKA_STORAGE_ERROR],
    ])('is recorded once when the broker answers %s at first', async (_, error) => {
      const { proxy, log } = await stage.openProxiedLog();
      const desk = await TestWriter.open(log);
      proxy.onResponse = changeFirst(2, KAFKA_API.Produce, (frame) =>
        frame.writeInt16BE(error, responseFieldOffsets(stage.topic.name).produced.error),
      );
      expect(await desk.append(3)).toEqual({ first: 1, last: 3 });
      expect(await recorded()).toEqual(range(0, 3));
    });

    it('is fenced, and known not to have landed, where the attempts before were refused', async () => {
      const { proxy, log } = await stage.openProxiedLog();
      const desk = await TestWriter.open(log);
      await TestWriter.open(await stage.openLog(), 0, 'late');
      const sent = countRequests(proxy, KAFKA_API.Produce);
      const before = proxy.onRequest;
      proxy.onRequest = (passing) => {
        // The first goes to a topic that is not there, so that the broker itself refuses it.
        if (passing.api === KAFKA_API.Produce && sent() === 0)
          passing.frame.write('x', passing.frame.indexOf(stage.topic.name));
        return before(passing);
      };
      expect([await errorCode(desk.append(3)), sent()]).toEqual(['LOG_WRITER_FENCED', 2]);
    });

    it('is not acknowledged before all that came before it was read, though who is asked does not know it yet', async () => {
      const { proxy, log } = await stage.openProxiedLog();
      const desk = await TestWriter.open(log);
      const opened = sampleEvent({
        after: desk.head,
        term: 2,
        type: 'org.rapporteur.writer-opened.v1',
        data: { partitions: 1 },
      });
      await stage.topic.produce([
        { key: Buffer.of(), value: opened, contentType: CONTENT_TYPES.event },
      ]);
      // As a leader answers that was just resumed: with nothing.
      proxy.onResponse = changeFirst(2, KAFKA_API.Fetch, (frame) =>
        frame.writeInt32BE(0, responseFieldOffsets(stage.topic.name).fetched.size),
      );
      expect(await errorCode(desk.append(2))).toBe('LOG_WRITER_FENCED');
    });
  });

  describe('a reader', () => {
    it.each([
      ['a head', 4, range(4, 5)],
      ['a sequence', 3, range(3, 5)],
      ['the beginning', 3, range(0, 5)],
    ])(
      'looks again from %s when a leader that was just resumed says OFFSET_OUT_OF_RANGE',
      async (from, times, expected) => {
        const desk = await TestWriter.open(await stage.openLog());
        await desk.append(3);
        const { head } = desk;
        await desk.append(2);
        const { proxy, log } = await stage.openProxiedLog();
        let stale = times;
        proxy.onResponse = ({ api, frame }) => {
          if (api === KAFKA_API.Fetch && stale-- > 0)
            frame.writeInt16BE(
              KAFKA_ERROR.OFFSET_OUT_OF_RANGE,
              responseFieldOffsets(stage.topic.name).fetched.error,
            );
          return 'pass';
        };
        const begin = { 'a head': head, 'a sequence': 3, 'the beginning': 0 }[from];
        expect(pseqs(await readEvents(log, 0, begin))).toEqual(expected);
        expect(stale).toBeLessThan(0);
      },
    );

    it('goes on over every connection that is cut, and sees each event once', async () => {
      const desk = await TestWriter.open(await stage.openLog());
      const { proxy, log } = await stage.openProxiedLog();
      const seen: number[] = [];
      const reading = (async () => {
        const { signal } = new AbortController();
        for await (const { events, head } of log.read(0, 0, { follow: true, signal })) {
          seen.push(...pseqs(events));
          if (head.pseq >= 60) return;
        }
      })();
      for (let time = 0; time < 30; time += 1) {
        await desk.append(2);
        proxy.disconnectAll();
      }
      await reading;
      expect(seen).toEqual(range(0, 60));
    });
  });
});
