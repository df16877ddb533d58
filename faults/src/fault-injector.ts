import { KAFKA_API, KafkaProxy, type ProxiedFrame, type FrameAction } from '@rapporteur/testing';

/** What a writer is doing at its log, as its way there tells. */
export const WRITER_OPERATIONS = ['InitProducerId', 'fence', 'WriterOpened', 'append'] as const;
export type WriterOperation = (typeof WRITER_OPERATIONS)[number];

/** A request of a writer, or the answer to it. */
export interface WriterStep {
  readonly operation: WriterOperation;
  readonly side: 'request' | 'answer';
}

/** Decides what becomes of a step; what it has not decided yet is held back. */
export type FaultRule = (step: WriterStep) => FrameAction | Promise<FrameAction>;

const passAll: FaultRule = () => 'pass';
const CORRELATION_AT = { request: 8, answer: 4 };
/** Behind the size, the number of the request, a time and an error: see the answer to InitProducerId, version 1. */
const PRODUCER_ID_AT = 14;

function pointOf({ api, frame }: ProxiedFrame): WriterOperation | undefined {
  if (api === KAFKA_API.InitProducerId) return 'InitProducerId';
  if (api !== KAFKA_API.Produce) return undefined;
  if (frame.includes('application/vnd.rapporteur.fence+json')) return 'fence';
  return frame.includes('org.rapporteur.writer-opened') ? 'WriterOpened' : 'append';
}

/** One writer's way to its brokers: it knows what the writer is doing, and does to it what the rule says. */
export class FaultInjector {
  rule: FaultRule = passAll;
  readonly brokers: readonly string[];
  /** The producer ids that the writer was given. */
  readonly producerIds: bigint[] = [];
  readonly #proxy: KafkaProxy;
  /** What was asked and is not answered, by Kafka's number of the request on its connection. */
  readonly #underWay = new Map<string, WriterOperation>();

  private constructor(proxy: KafkaProxy, brokers: readonly string[]) {
    this.#proxy = proxy;
    this.brokers = brokers;
    proxy.onRequest = (passing) => this.#onRequest(passing);
    proxy.onResponse = (passing) => this.#onAnswer(passing);
  }

  static async start(brokers: readonly string[]): Promise<FaultInjector> {
    const made = await KafkaProxy.start(brokers);
    return new FaultInjector(made.proxy, made.brokers);
  }

  /** What the writer waits for. */
  get pendingOperations(): readonly WriterOperation[] {
    return [...this.#underWay.values()];
  }

  forwardAll(): void {
    this.rule = passAll;
  }

  /** The writer is gone, and whatever it waited for. */
  clearPending(): void {
    this.#underWay.clear();
  }

  /** Cuts every connection; what was sent stays sent. */
  disconnectAll(): void {
    this.#proxy.disconnectAll();
  }

  async close(): Promise<void> {
    await this.#proxy.close();
  }

  #onRequest(passing: ProxiedFrame): FrameAction | Promise<FrameAction> {
    const point = pointOf(passing);
    if (point === undefined) return 'pass';
    this.#underWay.set(keyOf(passing, 'request'), point);
    return this.rule({ operation: point, side: 'request' });
  }

  #onAnswer(passing: ProxiedFrame): FrameAction | Promise<FrameAction> {
    const key = keyOf(passing, 'answer');
    const point = this.#underWay.get(key);
    if (point === undefined) return 'pass';
    this.#underWay.delete(key);
    if (point === 'InitProducerId')
      this.producerIds.push(passing.frame.readBigInt64BE(PRODUCER_ID_AT));
    return this.rule({ operation: point, side: 'answer' });
  }
}

function keyOf({ api, frame }: ProxiedFrame, side: WriterStep['side']): string {
  return `${api} ${frame.readInt32BE(CORRELATION_AT[side])}`;
}
