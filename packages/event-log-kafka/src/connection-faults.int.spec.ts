import { codeOf, Desk, pseqs, range, readEvents } from '@rapporteur/event-log/conformance';
import {
  anEvent,
  describeWhen,
  type Judge,
  KAFKA_API,
  type KafkaProxy,
  type Ruling,
  useKafka,
} from '@rapporteur/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTENT_TYPES } from './fence.ts';
import { ERROR, isFenced } from './kafka-fault.ts';
import { Stage } from './test-stage.ts';

const kafka = await useKafka();
let stage: Stage;

/** A gate in the way of the nth frame of an API, from 1: what comes to it waits until it is opened. */
class Gate {
  readonly #reached = Promise.withResolvers<void>();
  readonly #opened = Promise.withResolvers<Ruling>();
  readonly judge: Judge;

  constructor(api: number, nth = 1) {
    let left = nth;
    this.judge = (passing) => {
      if (passing.api !== api || --left !== 0) return 'pass';
      this.#reached.resolve();
      return this.#opened.promise;
    };
  }

  get reached(): Promise<void> {
    return this.#reached.promise;
  }

  open(ruling: Ruling = 'pass'): void {
    this.#opened.resolve(ruling);
  }
}

/** Rules so on the first frames of an API, and passes the rest. */
const first = (count: number, api: number, ruling: Ruling): Judge => {
  let left = count;
  return (passing) => (passing.api === api && left-- > 0 ? ruling : 'pass');
};

/** How often frames of an API passed by. */
function counting(proxy: KafkaProxy, api: number): () => number {
  const before = proxy.onRequest;
  let count = 0;
  proxy.onRequest = (passing) => {
    if (passing.api === api) count += 1;
    return before(passing);
  };
  return () => count;
}

const recorded = async (): Promise<number[]> => pseqs(await readEvents(await stage.log()));

describeWhen(kafka.present, kafka.reason)('On a broken way to a real broker', () => {
  beforeEach(async () => {
    stage = await Stage.on(kafka.brokers);
  });
  afterEach(() => stage.close());

  describe('an append', () => {
    it.each<[string, Partial<Pick<KafkaProxy, 'onRequest' | 'onAnswer'>>]>([
      ['the request was lost', { onRequest: first(1, KAFKA_API.Produce, 'lose') }],
      ['the connection was cut before it', { onRequest: first(3, KAFKA_API.Produce, 'cut') }],
      ['the answer was lost', { onAnswer: first(1, KAFKA_API.Produce, 'lose') }],
      ['the connection was cut before the answer', { onAnswer: first(3, KAFKA_API.Produce, 'cut') }],
    ])('is recorded once when %s: the same bytes are sent again', async (_, faults) => {
      const { proxy, log } = await stage.proxied();
      const desk = await Desk.open(log);
      Object.assign(proxy, faults);
      const sent = counting(proxy, KAFKA_API.Produce);
      expect(await desk.append(3)).toEqual({ first: 1, last: 3 });
      expect(sent()).toBeGreaterThan(1);
      await desk.append(2);
      expect(await recorded()).toEqual(range(0, 5));
      expect(await stage.voided()).toEqual([]);
    });

    it('is of unknown outcome when no answer comes until the deadline, and the writer is spent', async () => {
      const { proxy, log } = await stage.proxied({ resendForMs: 100 });
      const desk = await Desk.open(log);
      proxy.onAnswer = ({ api }) => (api === KAFKA_API.Produce ? 'cut' : 'pass');
      expect(await codeOf(desk.append(2))).toBe('LOG_OUTCOME_UNKNOWN');
      expect(await codeOf(desk.append(2))).toBe('LOG_WRITER_CLOSED');
      expect(await recorded()).toEqual(range(0, 2));
    });

    it('is fenced, and never lands, when its request is delayed past a take-over', async () => {
      const { proxy, log } = await stage.proxied();
      const desk = await Desk.open(log);
      const gate = new Gate(KAFKA_API.Produce);
      proxy.onRequest = gate.judge;
      const appending = codeOf(desk.append(3));
      await gate.reached;
      const late = await Desk.open(await stage.log(), 0, 'late');
      gate.open();
      // The first attempt may have been given up by then: then only the log knows.
      expect(['LOG_WRITER_FENCED', 'LOG_OUTCOME_UNKNOWN']).toContain(await appending);
      await late.append(1);
      expect((await readEvents(await stage.log())).map(({ event }) => event.term)).toEqual([1, 2, 2]);
    });

    it('is of unknown outcome when it landed, its answer was lost, and another writer opened', async () => {
      const { proxy, log } = await stage.proxied();
      const desk = await Desk.open(log);
      const gate = new Gate(KAFKA_API.Produce);
      proxy.onAnswer = gate.judge;
      const appending = codeOf(desk.append(3));
      await gate.reached;
      await Desk.open(await stage.log(), 0, 'late');
      gate.open('cut');
      expect(await appending).toBe('LOG_OUTCOME_UNKNOWN');
      expect((await readEvents(await stage.log())).map(({ event }) => event.term)).toEqual([1, 1, 1, 1, 2]);
    });
  });

  describe('an opening', () => {
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
        records.filter(({ contentType }) => contentType === CONTENT_TYPES.fence).map(({ value }) => String(value)),
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
        { key: Buffer.from('sco'), value: anEvent({ after: before.head }), contentType: CONTENT_TYPES.event },
      ]);
      gate.open();
      const late = await opening;
      expect([pseqs(late.seen), late.head.pseq, late.term]).toEqual([[0, 1, 2], 2, 2]);
      await late.append(1);
      expect(await recorded()).toEqual(range(0, 3));
    });

    it('stops when something else than its fence lies where that was acknowledged', async () => {
      const { proxy, log } = await stage.proxied({ confirmLossForMs: 100 });
      const gate = new Gate(KAFKA_API.Produce);
      let answers = 0;
      proxy.onAnswer = (passing) => {
        // Behind sizes, counts and the topic's name: see the answer to Produce, version 7.
        const at = 24 + Buffer.byteLength(stage.topic.name);
        if (passing.api === KAFKA_API.Produce && (answers += 1) === 1) passing.frame.writeBigInt64BE(1n, at);
        return gate.judge(passing);
      };
      const opening = codeOf(Desk.open(log));
      await gate.reached;
      await stage.topic.produce([{ key: Buffer.of(), value: Buffer.of(), contentType: 'text/plain' }]);
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
      expect(isFenced(await late.catch((fault: unknown) => fault))).toBe(true);
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
      await stage.topic.produce([{ key: Buffer.of(), value: Buffer.of(), contentType: CONTENT_TYPES.fence }], origin);
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

  describe('a reader', () => {
    it.each([
      ['a head', 4, range(4, 5)],
      ['a sequence', 3, range(3, 5)],
      ['the beginning', 3, range(0, 5)],
    ])(
      'looks again from %s when a leader that was just resumed says OFFSET_OUT_OF_RANGE',
      async (from, times, expected) => {
        const desk = await Desk.open(await stage.log());
        await desk.append(3);
        const { head } = desk;
        await desk.append(2);
        const { proxy, log } = await stage.proxied();
        let stale = times;
        proxy.onAnswer = ({ api, frame }) => {
          // Behind sizes, counts and the topic's name: see the answer to Fetch, version 11.
          if (api === KAFKA_API.Fetch && stale-- > 0)
            frame.writeInt16BE(ERROR.OFFSET_OUT_OF_RANGE, 32 + Buffer.byteLength(stage.topic.name));
          return 'pass';
        };
        const begin = { 'a head': head, 'a sequence': 3, 'the beginning': 0 }[from];
        expect(pseqs(await readEvents(log, 0, begin))).toEqual(expected);
        expect(stale).toBeLessThan(0);
      },
    );

    it('goes on over every connection that is cut, and sees each event once', async () => {
      const desk = await Desk.open(await stage.log());
      const { proxy, log } = await stage.proxied();
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
        proxy.cutAll();
      }
      await reading;
      expect(seen).toEqual(range(0, 60));
    });
  });
});
