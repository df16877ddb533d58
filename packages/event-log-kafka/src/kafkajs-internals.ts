/**
 * All that this room leans on inside kafkajs 2.2.4, which is pinned; kafkajs-internals.spec.ts holds its shape.
 * Used: the connection to one broker (framing, TLS, SASL, choice of versions) and the encoding of small requests.
 * Not used: its producer, its consumer, its cluster, its retries, its decoder of records.
 */
import { createRequire } from 'node:module';
import type { KafkaConfig } from 'kafkajs';
import { BrokerError, ConnectionError, KAFKA_ERROR } from './kafka-error.ts';

const require = createRequire(import.meta.url);

interface KafkajsEncoder {
  readonly buffer: Buffer;
  writeInt16(value: number): KafkajsEncoder;
  writeInt32(value: number): KafkajsEncoder;
  writeString(value: string | null): KafkajsEncoder;
  writeBytes(value: Buffer): KafkajsEncoder;
}

interface KafkajsDecoder {
  readInt16(): number;
  readInt32(): number;
  readInt64(): { toString(): string };
  readString(): string;
  readBytes(): Buffer | null;
  forward(bytes: number): void;
}

interface KafkajsRequest {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly apiName: string;
  encode(): Promise<KafkajsEncoder>;
}

interface KafkajsResponse {
  decode(bytes: Buffer): Promise<unknown>;
  parse(decoded: unknown): Promise<unknown>;
}

interface KafkajsExchange {
  readonly request: KafkajsRequest;
  readonly response: KafkajsResponse;
}

interface KafkajsRequestDefinition {
  readonly versions: readonly string[];
  protocol(options: { version: number }): (parameters: object) => KafkajsExchange;
}

interface KafkajsConnection {
  socket?: { destroy(): void };
  isConnected(): boolean;
  rejectRequests(error: Error): void;
  disconnect(): Promise<boolean>;
}

interface KafkajsConnectionPool {
  readonly pool: readonly KafkajsConnection[];
  send(exchange: KafkajsExchange & { requestTimeout?: number }): Promise<unknown>;
  getConnection(index: number): Promise<KafkajsConnection>;
}

interface KafkajsBroker {
  readonly versions: Readonly<
    Record<number, { readonly minVersion: number; readonly maxVersion: number }>
  >;
  connect(): Promise<void>;
  lookupRequest(
    apiKey: number,
    definition: KafkajsRequestDefinition,
  ): (parameters: object) => KafkajsExchange;
}

interface KafkajsRequestQueue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
}

type KafkaApiName =
  | 'Produce'
  | 'Fetch'
  | 'ListOffsets'
  | 'Metadata'
  | 'GroupCoordinator'
  | 'InitProducerId'
  | 'OffsetCommit';

const internals = {
  Broker: require('kafkajs/src/broker') as new (options: object) => KafkajsBroker,
  ConnectionPool: require('kafkajs/src/network/connectionPool') as new (
    options: object,
  ) => KafkajsConnectionPool,
  RequestQueue: require('kafkajs/src/network/requestQueue') as { prototype: object },
  socketFactory: require('kafkajs/src/network/socketFactory') as () => (
    options: object,
  ) => NodeSocket,
  Encoder: require('kafkajs/src/protocol/encoder') as new (size?: number) => KafkajsEncoder,
  Decoder: require('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => KafkajsDecoder,
  requests: (
    require('kafkajs/src/protocol/requests') as {
      requests: Record<KafkaApiName, KafkajsRequestDefinition>;
    }
  ).requests,
  apiKeys: require('kafkajs/src/protocol/requests/apiKeys') as Record<KafkaApiName, number>,
};

interface NodeSocket {
  setNoDelay(on: boolean): void;
}

const { Kafka, logLevel, ConfigResourceTypes, CompressionTypes } =
  require('kafkajs') as typeof import('kafkajs');
// Not by `import`: Node finds only some of the names in it.
export { CompressionTypes, ConfigResourceTypes, Kafka, logLevel };

/** CRC-32C, which every record batch carries. */
export const crc32c = require('kafkajs/src/protocol/recordBatch/crc32C') as (
  bytes: Buffer,
) => number;

/** The method that the patch below replaces. */
export const CHECK_PENDING = 'scheduleCheckPendingRequests';

const ORIGINAL = Symbol.for('rapporteur.kafkajs.original');
const queue = internals.RequestQueue.prototype as Record<string | symbol, unknown>;

/** What kafkajs itself does there, for the test that pins it. It stays known where this file is loaded twice. */
export const originalCheckPending = (queue[ORIGINAL] ?? queue[CHECK_PENDING]) as (
  this: KafkajsRequestQueue,
) => void;
queue[ORIGINAL] = originalCheckPending;

// B5: kafkajs arms a timer of one millisecond again and again on every connection, whether or not anything waits.
queue[CHECK_PENDING] = function checkPending(this: KafkajsRequestQueue): void {
  if (this.pending.length === 0 && this.throttledUntil <= Date.now()) return;
  originalCheckPending.call(this);
};

/** How brokers are reached. */
export interface BrokerConnectionSettings extends Pick<KafkaConfig, 'ssl' | 'sasl'> {
  readonly clientId: string;
  readonly connectTimeoutMs: number;
  /** How long an answer may take, beyond what the request itself allows the broker. */
  readonly requestTimeoutMs: number;
}

const silent = (): void => undefined;
const LOGGER = {
  info: silent,
  warn: silent,
  error: silent,
  debug: silent,
  namespace: (): object => LOGGER,
};

// kafkajs keeps a second connection for fetches; here whoever fetches has a connection of its own.
class SingleConnectionPool extends internals.ConnectionPool {
  getConnectionByRequest(): Promise<KafkajsConnection> {
    return this.getConnection(0);
  }
}

/** One connection to one broker. Requests on it are answered one after the other. */
export class BrokerConnection {
  readonly #pool: KafkajsConnectionPool;
  readonly #broker: KafkajsBroker;

  private constructor(pool: KafkajsConnectionPool, broker: KafkajsBroker) {
    this.#pool = pool;
    this.#broker = broker;
  }

  /** @throws ConnectionFault */
  static async open(
    address: string,
    settings: BrokerConnectionSettings,
  ): Promise<BrokerConnection> {
    const colon = address.lastIndexOf(':');
    const pool = new SingleConnectionPool({
      host: address.slice(0, colon),
      port: Number(address.slice(colon + 1)),
      ssl: settings.ssl,
      sasl: settings.sasl,
      clientId: settings.clientId,
      connectionTimeout: settings.connectTimeoutMs,
      requestTimeout: settings.requestTimeoutMs,
      enforceRequestTimeout: true,
      logger: LOGGER,
      socketFactory: withoutDelay,
    });
    const opened = new BrokerConnection(
      pool,
      new internals.Broker({ connectionPool: pool, logger: LOGGER }),
    );
    try {
      await opened.#broker.connect();
    } catch (cause) {
      opened.discard();
      throw asConnectionFault(cause, address);
    }
    return opened;
  }

  /** False once the broker ended it. */
  get isUsable(): boolean {
    return this.#pool.pool[0]?.isConnected() ?? false;
  }

  /** Ends it at once, and every request on it. Waiting for kafkajs would take up to the request's time-out. */
  discard(): void {
    const [connection] = this.#pool.pool;
    if (!connection) return;
    connection.rejectRequests(new ConnectionError('The connection was given up.'));
    void connection.disconnect();
    connection.socket?.destroy();
  }

  /** Sends a request in the newest version that both sides know, and answers it as decoded, errors and all. */
  async request<Answer>(
    api: KafkaApiName,
    parameters: object,
    timeoutMs?: number,
  ): Promise<Answer> {
    const { requests, apiKeys } = internals;
    const { request, response } = this.#broker.lookupRequest(
      apiKeys[api],
      requests[api],
    )(parameters);
    return (await this.#send(request, (bytes) => response.decode(bytes), timeoutMs)) as Answer;
  }

  /** Produces one record batch, in version 7 of the request; answers its error and base offset. */
  async produce(
    place: { topic: string; partition: number },
    batch: Buffer,
    brokerTimeoutMs: number,
  ): Promise<{ error: number; baseOffset: number }> {
    const body = (): KafkajsEncoder =>
      new internals.Encoder(batch.length + PRODUCE_OVERHEAD_BYTES)
        .writeString(null)
        .writeInt16(ACKS_ALL)
        .writeInt32(brokerTimeoutMs)
        .writeInt32(1)
        .writeString(place.topic)
        .writeInt32(1)
        .writeInt32(place.partition)
        .writeBytes(batch);
    const request = this.#pinned('Produce', PRODUCE_VERSION, body);
    return (await this.#send(request, (bytes) =>
      Promise.resolve(decodeProduced(bytes)),
    )) as ProduceResponse;
  }

  /** Fetches from one partition, in version 11 of the request; the records come as they are on the wire. */
  async fetch(
    place: { topic: string; partition: number },
    wanted: FetchRequest,
  ): Promise<FetchResponse> {
    const { offset, maxBytes, maxWaitMs } = wanted;
    const partitions = [{ partition: place.partition, fetchOffset: offset, maxBytes }];
    const parameters = {
      isolationLevel: READ_UNCOMMITTED,
      maxWaitTime: maxWaitMs,
      minBytes: 1,
      maxBytes,
      topics: [{ topic: place.topic, partitions }],
    };
    const { request } = internals.requests.Fetch.protocol({ version: FETCH_VERSION })(parameters);
    const pinned = this.#pinned('Fetch', FETCH_VERSION, () => request.encode());
    const decode = (bytes: Buffer): Promise<FetchResponse> => Promise.resolve(decodeFetched(bytes));
    return (await this.#send(pinned, decode, maxWaitMs + wanted.requestTimeoutMs)) as FetchResponse;
  }

  /** Asks the leader of a partition for the offset behind its last record. */
  async fetchEndOffset({
    topic,
    partition,
  }: {
    topic: string;
    partition: number;
  }): Promise<EndOffsetResponse> {
    const topics = [{ topic, partitions: [{ partition, timestamp: LATEST }] }];
    const parameters = { replicaId: NO_REPLICA, isolationLevel: READ_UNCOMMITTED, topics };
    const { responses } = await this.request<ListOffsetsResponse>('ListOffsets', parameters);
    const listed = responses[0]?.partitions[0];
    return {
      error: listed?.errorCode ?? KAFKA_ERROR.UNKNOWN_TOPIC_OR_PARTITION,
      offset: Number(listed?.offset),
    };
  }

  #pinned(
    api: 'Produce' | 'Fetch',
    apiVersion: number,
    encode: () => KafkajsEncoder | Promise<KafkajsEncoder>,
  ): KafkajsRequest {
    const apiKey = internals.apiKeys[api];
    const known = this.#broker.versions[apiKey];
    if (!known || known.maxVersion < apiVersion || known.minVersion > apiVersion)
      throw new BrokerError(api, KAFKA_ERROR.UNSUPPORTED_VERSION);
    return { apiKey, apiVersion, apiName: api, encode: () => Promise.resolve(encode()) };
  }

  async #send(
    request: KafkajsRequest,
    decode: KafkajsResponse['decode'],
    requestTimeout?: number,
  ): Promise<unknown> {
    const response = { decode, parse: (decoded: unknown) => Promise.resolve(decoded) };
    try {
      return await this.#pool.send({
        request,
        response,
        ...(requestTimeout ? { requestTimeout } : {}),
      });
    } catch (cause) {
      throw asConnectionFault(cause, request.apiName);
    }
  }
}

type ProduceResponse = Awaited<ReturnType<BrokerConnection['produce']>>;

/** From where, how much, and how long a broker may wait for something to come. */
export interface FetchRequest {
  readonly offset: number;
  readonly maxBytes: number;
  readonly maxWaitMs: number;
  readonly requestTimeoutMs: number;
}

/** What was fetched of one partition. */
export interface FetchResponse {
  readonly error: number;
  /** Behind the last record that every in-sync replica has. */
  readonly highWatermark: number;
  /** Record batches; the last one may be cut short. */
  readonly records: Buffer;
  readonly clientSideThrottleTime: number;
}

/** What a leader answers of the end of a partition. */
export interface EndOffsetResponse {
  readonly error: number;
  readonly offset: number;
}

interface ListOffsetsResponse {
  readonly responses: readonly {
    readonly partitions: readonly { errorCode: number; offset: string }[];
  }[];
}

const LATEST = -1;
const NO_REPLICA = -1;
const PRODUCE_VERSION = 7;
const FETCH_VERSION = 11;
const ACKS_ALL = -1;
const READ_UNCOMMITTED = 0;
const PRODUCE_OVERHEAD_BYTES = 300;
const ABORTED_TRANSACTION_BYTES = 16;

function withoutDelay(options: object): NodeSocket {
  const socket = internals.socketFactory()(options);
  socket.setNoDelay(true);
  return socket;
}

function decodeProduced(bytes: Buffer): ProduceResponse & { clientSideThrottleTime: number } {
  const decoder = new internals.Decoder(bytes);
  decoder.readInt32();
  decoder.readString();
  decoder.readInt32();
  decoder.readInt32();
  const error = decoder.readInt16();
  const baseOffset = Number(decoder.readInt64().toString());
  // The time of the append and the first offset of the log.
  decoder.forward(16);
  return { error, baseOffset, clientSideThrottleTime: decoder.readInt32() };
}

function decodeFetched(bytes: Buffer): FetchResponse {
  const decoder = new internals.Decoder(bytes);
  const clientSideThrottleTime = decoder.readInt32();
  const wholeError = decoder.readInt16();
  decoder.readInt32();
  if (wholeError !== KAFKA_ERROR.NONE || decoder.readInt32() === 0)
    return {
      error: wholeError,
      highWatermark: -1,
      records: Buffer.alloc(0),
      clientSideThrottleTime,
    };
  decoder.readString();
  decoder.readInt32();
  decoder.readInt32();
  const error = decoder.readInt16();
  const highWatermark = Number(decoder.readInt64().toString());
  // The last stable offset and the first offset of the log.
  decoder.forward(16);
  decoder.forward(Math.max(decoder.readInt32(), 0) * ABORTED_TRANSACTION_BYTES);
  // The replica that would be nearer.
  decoder.readInt32();
  return {
    error,
    highWatermark,
    records: decoder.readBytes() ?? Buffer.alloc(0),
    clientSideThrottleTime,
  };
}

// kafkajs reports by name: its error classes are not all exported. What is no connection is for the operator.
function asConnectionFault(cause: unknown, what: string): unknown {
  if (cause instanceof ConnectionError || cause instanceof BrokerError) return cause;
  const { name, message } = cause as Error;
  if (name === 'KafkaJSSASLAuthenticationError')
    return new BrokerError(`${what} (${message})`, SASL_FAILED);
  return new ConnectionError(`${what}: ${message}`, { cause });
}

const SASL_FAILED = 58;
