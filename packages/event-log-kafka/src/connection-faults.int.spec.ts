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
let fixture: KafkaFixture;

const recorded = async (): Promise<number[]> => pseqs(await readEvents(await fixture.openLog()));
describeWhen(kafka.isAvailable, kafka.reason)('With connection faults before a real broker', () => {
  beforeEach(async () => {
    fixture = await KafkaFixture.create(kafka.brokers);
  });
  afterEach(() => fixture.close());

  describe('an append', () => {
    it.each<[string, Partial<Pick<KafkaProxy, 'onRequest' | 'onResponse'>>]>([
      ['the request was lost', { onRequest: ruleFirst(1, KAFKA_API.Produce, 'lose') }],
      [
        'the connection was cut before the request',
        { onRequest: ruleFirst(3, KAFKA_API.Produce, 'cut') },
      ],
      ['the response was lost', { onResponse: ruleFirst(1, KAFKA_API.Produce, 'lose') }],
      [
        'the connection was cut before the response',
        { onResponse: ruleFirst(3, KAFKA_API.Produce, 'cut') },
      ],
    ])('is appended once when %s: the same bytes are resent', async (_, faults) => {
      const { proxy, log } = await fixture.openProxiedLog();
      const writer = await TestWriter.open(log);
      Object.assign(proxy, faults);
      const sent = countRequests(proxy, KAFKA_API.Produce);
      expect(await writer.append(3)).toEqual({ first: 1, last: 3 });
      expect(sent()).toBeGreaterThan(1);
      await writer.append(2);
      expect(await recorded()).toEqual(range(0, 5));
      expect(await fixture.readIgnoredRecords()).toEqual([]);
    });

    it('has an unknown outcome without a response by the deadline, and closes the writer', async () => {
      const { proxy, log } = await fixture.openProxiedLog({ resendTimeoutMs: 100 });
      const writer = await TestWriter.open(log);
      proxy.onResponse = ({ api }) => (api === KAFKA_API.Produce ? 'cut' : 'pass');
      expect(await errorCode(writer.append(2))).toBe('LOG_OUTCOME_UNKNOWN');
      expect(await errorCode(writer.append(2))).toBe('LOG_WRITER_CLOSED');
      expect(await recorded()).toEqual(range(0, 2));
    });

    it('is fenced, and never stored, when its request is delayed past a takeover', async () => {
      const { proxy, log } = await fixture.openProxiedLog();
      const writer = await TestWriter.open(log);
      const barrier = new FrameBarrier(KAFKA_API.Produce);
      proxy.onRequest = barrier.rule;
      const appending = errorCode(writer.append(3));
      await barrier.reached;
      const late = await TestWriter.open(await fixture.openLog(), { owner: 'late' });
      barrier.release();
      // If the first attempt timed out before, its outcome is unknown.
      expect(['LOG_WRITER_FENCED', 'LOG_OUTCOME_UNKNOWN']).toContain(await appending);
      await late.append(1);
      expect((await readEvents(await fixture.openLog())).map(({ event }) => event.term)).toEqual([
        1, 2, 2,
      ]);
    });

    it('has an unknown outcome when it was stored, its response lost, and another writer opened', async () => {
      const { proxy, log } = await fixture.openProxiedLog();
      const writer = await TestWriter.open(log);
      const barrier = new FrameBarrier(KAFKA_API.Produce);
      proxy.onResponse = barrier.rule;
      const appending = errorCode(writer.append(3));
      await barrier.reached;
      await TestWriter.open(await fixture.openLog(), { owner: 'late' });
      barrier.release('cut');
      expect(await appending).toBe('LOG_OUTCOME_UNKNOWN');
      expect((await readEvents(await fixture.openLog())).map(({ event }) => event.term)).toEqual([
        1, 1, 1, 1, 2,
      ]);
    });

    it('retries with the same bytes, and requests the acknowledgement of every in-sync replica', async () => {
      const { proxy, log } = await fixture.openProxiedLog();
      const writer = await TestWriter.open(log);
      const sent: Buffer[] = [];
      proxy.onRequest = ({ api, frame }) => {
        if (api === KAFKA_API.Produce) sent.push(frame);
        return 'pass';
      };
      proxy.onResponse = ruleFirst(3, KAFKA_API.Produce, 'cut');
      await writer.append(3);
      // After the correlation id, which differs each time.
      const bodies = sent.map((frame) => frame.subarray(12).toString('hex'));
      expect([bodies.length, new Set(bodies).size]).toEqual([4, 1]);
      // The acks, after the client id and the missing transactional id.
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
    ])('is appended once when the broker first responds %s', async (_, error) => {
      const { proxy, log } = await fixture.openProxiedLog();
      const writer = await TestWriter.open(log);
      proxy.onResponse = changeFirst(2, KAFKA_API.Produce, (frame) =>
        frame.writeInt16BE(error, responseFieldOffsets(fixture.topic.name).produced.error),
      );
      expect(await writer.append(3)).toEqual({ first: 1, last: 3 });
      expect(await recorded()).toEqual(range(0, 3));
    });

    it('is fenced, and known not to be stored, when all earlier attempts were refused', async () => {
      const { proxy, log } = await fixture.openProxiedLog();
      const writer = await TestWriter.open(log);
      await TestWriter.open(await fixture.openLog(), { owner: 'late' });
      const sent = countRequests(proxy, KAFKA_API.Produce);
      const before = proxy.onRequest;
      proxy.onRequest = (passing) => {
        // The first request names a missing topic, so that the broker itself refuses it.
        if (passing.api === KAFKA_API.Produce && sent() === 0)
          passing.frame.write('x', passing.frame.indexOf(fixture.topic.name));
        return before(passing);
      };
      expect([await errorCode(writer.append(3)), sent()]).toEqual(['LOG_WRITER_FENCED', 2]);
    });

    it('is acknowledged only after all earlier records were read, even if the leader does not know them yet', async () => {
      const { proxy, log } = await fixture.openProxiedLog();
      const writer = await TestWriter.open(log);
      const opened = sampleEvent({
        after: writer.head,
        term: 2,
        type: 'org.rapporteur.writer-opened.v1',
        data: { partitions: 1 },
      });
      await fixture.topic.produce([
        { key: Buffer.of(), value: opened, contentType: CONTENT_TYPES.event },
      ]);
      // An empty response, as from a leader that just resumed.
      proxy.onResponse = changeFirst(2, KAFKA_API.Fetch, (frame) =>
        frame.writeInt32BE(0, responseFieldOffsets(fixture.topic.name).fetched.size),
      );
      expect(await errorCode(writer.append(2))).toBe('LOG_WRITER_FENCED');
    });
  });

  describe('a reader', () => {
    it.each([
      ['a head', 4, range(4, 5)],
      ['a sequence', 3, range(3, 5)],
      ['the beginning', 3, range(0, 5)],
    ])(
      'retries from %s when a leader that just resumed responds OFFSET_OUT_OF_RANGE',
      async (from, times, expected) => {
        const writer = await TestWriter.open(await fixture.openLog());
        await writer.append(3);
        const { head } = writer;
        await writer.append(2);
        const { proxy, log } = await fixture.openProxiedLog();
        let stale = times;
        proxy.onResponse = ({ api, frame }) => {
          if (api === KAFKA_API.Fetch && stale-- > 0)
            frame.writeInt16BE(
              KAFKA_ERROR.OFFSET_OUT_OF_RANGE,
              responseFieldOffsets(fixture.topic.name).fetched.error,
            );
          return 'pass';
        };
        const begin = { 'a head': head, 'a sequence': 3, 'the beginning': 0 }[from];
        expect(pseqs(await readEvents(log, 0, begin))).toEqual(expected);
        expect(stale).toBeLessThan(0);
      },
    );

    it('continues after every cut connection, and sees each event once', async () => {
      const writer = await TestWriter.open(await fixture.openLog());
      const { proxy, log } = await fixture.openProxiedLog();
      const seen: number[] = [];
      const reading = (async () => {
        const { signal } = new AbortController();
        for await (const { events, head } of log.read(0, 0, { follow: true, signal })) {
          seen.push(...pseqs(events));
          if (head.pseq >= 60) return;
        }
      })();
      for (let time = 0; time < 30; time += 1) {
        await writer.append(2);
        proxy.disconnectAll();
      }
      await reading;
      expect(seen).toEqual(range(0, 60));
    });
  });
});
