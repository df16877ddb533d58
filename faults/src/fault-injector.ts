import { type FrameAction, KAFKA_API, KafkaProxy, type ProxiedFrame } from '@rapporteur/testing';

/** The operations of a writer that the injector distinguishes. */
export const WRITER_OPERATIONS = ['InitProducerId', 'fence', 'WriterOpened', 'append'] as const;
export type WriterOperation = (typeof WRITER_OPERATIONS)[number];

/** The request or the response of an operation. */
export interface WriterStep {
  readonly operation: WriterOperation;
  readonly side: 'request' | 'response';
}

/** Chooses the action for a step. The step waits until the action is known. */
export type FaultRule = (step: WriterStep) => FrameAction | Promise<FrameAction>;

const forward: FaultRule = () => 'pass';
const CORRELATION_ID_OFFSET = { request: 8, response: 4 };
/**
 * In the response to InitProducerId, version 1: after size, correlation id, throttle time and error
 * code.
 */
const PRODUCER_ID_OFFSET = 14;

function parseOperation({ api, frame }: ProxiedFrame): WriterOperation | undefined {
  if (api === KAFKA_API.InitProducerId) return 'InitProducerId';
  if (api !== KAFKA_API.Produce) return undefined;
  if (frame.includes('application/vnd.rapporteur.fence+json')) return 'fence';
  return frame.includes('org.rapporteur.writer-opened') ? 'WriterOpened' : 'append';
}

/** Injects faults into the connection of one writer to its brokers. */
export class FaultInjector {
  rule: FaultRule = forward;
  readonly brokers: readonly string[];
  /** The producer ids that the brokers assigned to the writer. */
  readonly producerIds: bigint[] = [];
  readonly #proxy: KafkaProxy;
  /** Operations without a response, by API key and correlation id. */
  readonly #pending = new Map<string, WriterOperation>();

  private constructor(proxy: KafkaProxy, brokers: readonly string[]) {
    this.#proxy = proxy;
    this.brokers = brokers;
    proxy.onRequest = (frame) => this.#handleRequest(frame);
    proxy.onResponse = (frame) => this.#handleResponse(frame);
  }

  static async start(brokers: readonly string[]): Promise<FaultInjector> {
    const started = await KafkaProxy.start(brokers);
    return new FaultInjector(started.proxy, started.brokers);
  }

  /** The operations that wait for a response. */
  get pendingOperations(): readonly WriterOperation[] {
    return [...this.#pending.values()];
  }

  /** Ends the fault. */
  forwardAll(): void {
    this.rule = forward;
  }

  /** Clears the pending operations of a killed writer. */
  clearPending(): void {
    this.#pending.clear();
  }

  async close(): Promise<void> {
    await this.#proxy.close();
  }

  #handleRequest(frame: ProxiedFrame): FrameAction | Promise<FrameAction> {
    const operation = parseOperation(frame);
    if (operation === undefined) return 'pass';

    this.#pending.set(formatKey(frame, 'request'), operation);
    return this.rule({ operation, side: 'request' });
  }

  #handleResponse(frame: ProxiedFrame): FrameAction | Promise<FrameAction> {
    const key = formatKey(frame, 'response');
    const operation = this.#pending.get(key);
    if (operation === undefined) return 'pass';

    this.#pending.delete(key);
    if (operation === 'InitProducerId')
      this.producerIds.push(frame.frame.readBigInt64BE(PRODUCER_ID_OFFSET));
    return this.rule({ operation, side: 'response' });
  }
}

function formatKey({ api, frame }: ProxiedFrame, side: WriterStep['side']): string {
  return `${api} ${frame.readInt32BE(CORRELATION_ID_OFFSET[side])}`;
}
