import type { BrokerConnection } from './broker-connection.ts';
import type { FetchRequest, FetchResponse, TopicPartition } from './broker-protocol.ts';
import type { ClusterClient } from './cluster-client.ts';

/** The range of a fetch. */
export type FetchRange = Omit<FetchRequest, 'requestTimeoutMs'>;

/**
 * Sends requests to a partition's leader on a connection of its own. After any error the next
 * request looks up the leader and opens a new connection.
 */
export class LeaderClient {
  readonly partition: number;
  readonly #cluster: ClusterClient;
  readonly #requestTimeoutMs: number;
  #connection: BrokerConnection | undefined;
  #isStale = false;

  constructor(cluster: ClusterClient, partition: number, requestTimeoutMs: number) {
    this.#cluster = cluster;
    this.partition = partition;
    this.#requestTimeoutMs = requestTimeoutMs;
  }

  /** Appends a batch and returns its first offset. */
  produce(batch: Buffer): Promise<number> {
    return this.#requestFromLeader((connection, target) =>
      connection.produce(target, batch, this.#requestTimeoutMs),
    );
  }

  fetch(range: FetchRange): Promise<FetchResponse> {
    const request = { ...range, requestTimeoutMs: this.#requestTimeoutMs };
    return this.#requestFromLeader((connection, target) => connection.fetch(target, request));
  }

  /**
   * Returns the offset after the last acknowledged record. After an election the end in a fetch
   * response may be too low for a while; to this request the new leader responds with an error
   * until it knows the end.
   */
  fetchEndOffset(): Promise<number> {
    return this.#requestFromLeader((connection, target) => connection.fetchEndOffset(target));
  }

  /** Closes the connection: the next request looks up the leader. */
  discard(): void {
    this.#isStale = true;
    if (this.#connection) this.#cluster.release(this.#connection);
    this.#connection = undefined;
  }

  async #requestFromLeader<Response>(
    request: (connection: BrokerConnection, target: TopicPartition) => Promise<Response>,
  ): Promise<Response> {
    try {
      const connection = (this.#connection ??= await this.#connect());
      return await request(connection, { topic: this.#cluster.topic, partition: this.partition });
    } catch (error) {
      this.discard();
      throw error;
    }
  }

  async #connect(): Promise<BrokerConnection> {
    if (this.#isStale) await this.#cluster.refreshMetadata();
    const connection = await this.#cluster.connectToLeader(this.partition);
    this.#isStale = false;
    return connection;
  }
}
