import { BrokerError, KAFKA_ERROR } from './kafka-error.ts';
import type { ClusterClient } from './cluster-client.ts';
import type { BrokerConnection, FetchResponse } from './kafkajs-internals.ts';

/** What is fetched at a time. */
export interface FetchRange {
  readonly offset: number;
  readonly maxBytes: number;
  /** How long the broker may wait for something to come. */
  readonly maxWaitMs: number;
}

/**
 * One's own way to the leader of a partition. Whatever fails on it, the next request goes over a fresh connection, to
 * whoever leads then.
 */
export class LeaderClient {
  readonly partition: number;
  readonly #brokers: ClusterClient;
  readonly #answerTimeoutMs: number;
  #connection: BrokerConnection | undefined;
  #stale = false;

  constructor(brokers: ClusterClient, partition: number, answerTimeoutMs: number) {
    this.#brokers = brokers;
    this.partition = partition;
    this.#answerTimeoutMs = answerTimeoutMs;
  }

  /** Appends a batch, and answers the offset that the broker says it has. */
  produce(batch: Buffer): Promise<number> {
    return this.#onLeader(async (connection, place) => {
      const { error, baseOffset } = await connection.produce(place, batch, this.#answerTimeoutMs);
      if (error !== KAFKA_ERROR.NONE) throw new BrokerError('Produce', error);
      return baseOffset;
    });
  }

  /** Fetches what lies behind an offset. */
  fetch(range: FetchRange): Promise<FetchResponse> {
    return this.#onLeader(async (connection, place) => {
      const fetched = await connection.fetch(place, {
        ...range,
        requestTimeoutMs: this.#answerTimeoutMs,
      });
      if (fetched.error !== KAFKA_ERROR.NONE) throw new BrokerError('Fetch', fetched.error);
      return fetched;
    });
  }

  /**
   * The offset behind the last record that was acknowledged. What a fetch tells of it may be too little for a while
   * after another broker was elected; to this question a leader that does not know yet says so.
   */
  fetchEndOffset(): Promise<number> {
    return this.#onLeader(async (connection, { topic, partition }) => {
      const { error, offset } = await connection.fetchEndOffset({ topic, partition });
      if (error !== KAFKA_ERROR.NONE) throw new BrokerError('ListOffsets', error);
      return offset;
    });
  }

  /** Gives the connection up: the next request asks who leads. */
  discard(): void {
    this.#stale = true;
    if (this.#connection) this.#brokers.release(this.#connection);
    this.#connection = undefined;
  }

  async #onLeader<T>(
    request: (
      connection: BrokerConnection,
      place: { topic: string; partition: number },
    ) => Promise<T>,
  ): Promise<T> {
    try {
      const connection = (this.#connection ??= await this.#connect());
      return await request(connection, { topic: this.#brokers.topic, partition: this.partition });
    } catch (error) {
      this.discard();
      throw error;
    }
  }

  async #connect(): Promise<BrokerConnection> {
    if (this.#stale) await this.#brokers.refreshMetadata();
    const connection = await this.#brokers.connectToLeader(this.partition);
    this.#stale = false;
    return connection;
  }
}
