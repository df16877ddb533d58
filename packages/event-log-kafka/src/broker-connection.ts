import type { KafkaConfig } from 'kafkajs';
import {
  createFetchRequest,
  decodeFetchResponse,
  decodeProduceResponse,
  encodeProduce,
  FETCH_VERSION,
  type FetchRequest,
  type FetchResponse,
  PRODUCE_VERSION,
  type ProduceResponse,
  READ_UNCOMMITTED,
  type TopicPartition,
} from './broker-protocol.ts';
import {
  BrokerError,
  ConnectionError,
  createHistoryDeletedError,
  expectNoError,
  fromKafkajsError,
  KAFKA_ERROR,
} from './kafka-error.ts';
import {
  internals,
  type KafkaApiName,
  type KafkajsBroker,
  type KafkajsConnection,
  type KafkajsConnectionPool,
  type KafkajsEncoder,
  type KafkajsRequest,
  type KafkajsSocket,
} from './kafkajs-internals.ts';

/** The settings of a connection to a broker. */
export interface BrokerConnectionSettings extends Pick<KafkaConfig, 'ssl' | 'sasl'> {
  readonly clientId: string;
  readonly connectTimeoutMs: number;
  /** The limit for a response, beyond the wait that the request itself allows the broker. */
  readonly requestTimeoutMs: number;
}

interface ListOffsetsResponse {
  readonly responses: readonly {
    readonly partitions: readonly { errorCode: number; offset: string }[];
  }[];
}

const LATEST = -1;
const NO_REPLICA = -1;

const ignore = (): void => undefined;
const LOGGER = {
  info: ignore,
  warn: ignore,
  error: ignore,
  debug: ignore,
  namespace: (): object => LOGGER,
};

// kafkajs opens a second connection for fetches; here every reader has a connection of its own.
class SingleConnectionPool extends internals.ConnectionPool {
  getConnectionByRequest(): Promise<KafkajsConnection> {
    return this.getConnection(0);
  }
}

/** One connection to one broker, which serves its requests in order. */
export class BrokerConnection {
  readonly #pool: KafkajsConnectionPool;
  readonly #broker: KafkajsBroker;

  private constructor(pool: KafkajsConnectionPool) {
    this.#pool = pool;
    this.#broker = new internals.Broker({ connectionPool: pool, logger: LOGGER });
  }

  /** @throws ConnectionError; BrokerError if the broker rejects the credentials */
  static async open(
    address: string,
    settings: BrokerConnectionSettings,
  ): Promise<BrokerConnection> {
    const connection = new BrokerConnection(createPool(address, settings));
    try {
      await connection.#broker.connect();
    } catch (cause) {
      connection.discard();
      throw fromKafkajsError(cause, address);
    }
    return connection;
  }

  /**
   * Closes the connection at once and rejects its requests. kafkajs would wait for up to the
   * request time-out.
   */
  discard(): void {
    const [connection] = this.#pool.pool;
    if (!connection) return;
    connection.rejectRequests(new ConnectionError('The connection was closed.'));
    void connection.disconnect();
    connection.socket?.destroy();
  }

  /**
   * Sends a request in the newest version that both sides know. Returns the decoded response, with
   * its error codes.
   */
  async request<Response>(api: KafkaApiName, parameters: object): Promise<Response> {
    const { requests, apiKeys } = internals;
    const lookUp = this.#broker.lookupRequest(apiKeys[api], requests[api]);
    const { request, response } = lookUp(parameters);
    return this.#send<Response>(
      request,
      async (bytes) => (await response.decode(bytes)) as Response,
    );
  }

  /**
   * Appends one record batch and returns its first offset.
   * @throws BrokerError, ConnectionError; LogError LOG_GAP_FOUND if the beginning was deleted
   */
  async produce(target: TopicPartition, batch: Buffer, brokerTimeoutMs: number): Promise<number> {
    const encode = (): KafkajsEncoder => encodeProduce(target, batch, brokerTimeoutMs);
    const request = this.#createRequest('Produce', PRODUCE_VERSION, encode);
    const response = await this.#send<ProduceResponse>(request, decodeProduceResponse);
    expectNoError('Produce', response.error);
    if (response.startOffset > 0) throw createHistoryDeletedError(target.partition);
    return response.baseOffset;
  }

  /** Fetches record batches from one partition. @throws BrokerError, ConnectionError */
  async fetch(target: TopicPartition, range: FetchRequest): Promise<FetchResponse> {
    const encoded = createFetchRequest(target, range);
    const request = this.#createRequest('Fetch', FETCH_VERSION, () => encoded.encode());
    const timeoutMs = range.maxWaitMs + range.requestTimeoutMs;
    const response = await this.#send<FetchResponse>(request, decodeFetchResponse, timeoutMs);
    expectNoError('Fetch', response.error);
    return response;
  }

  /**
   * Returns the offset after the last record of a partition, as its leader knows it.
   * @throws BrokerError
   */
  async fetchEndOffset({ topic, partition }: TopicPartition): Promise<number> {
    const topics = [{ topic, partitions: [{ partition, timestamp: LATEST }] }];
    const parameters = { replicaId: NO_REPLICA, isolationLevel: READ_UNCOMMITTED, topics };
    const { responses } = await this.request<ListOffsetsResponse>('ListOffsets', parameters);
    const listed = responses[0]?.partitions[0];
    expectNoError('ListOffsets', listed?.errorCode ?? KAFKA_ERROR.UNKNOWN_TOPIC_OR_PARTITION);
    return Number(listed?.offset);
  }

  #createRequest(
    api: 'Produce' | 'Fetch',
    apiVersion: number,
    encode: () => KafkajsEncoder | Promise<KafkajsEncoder>,
  ): KafkajsRequest {
    const apiKey = internals.apiKeys[api];
    const supported = this.#broker.versions[apiKey];
    if (!supported || supported.maxVersion < apiVersion || supported.minVersion > apiVersion)
      throw new BrokerError(api, KAFKA_ERROR.UNSUPPORTED_VERSION);
    return { apiKey, apiVersion, apiName: api, encode: () => Promise.resolve(encode()) };
  }

  async #send<Response>(
    request: KafkajsRequest,
    decode: (bytes: Buffer) => Response | Promise<Response>,
    requestTimeout?: number,
  ): Promise<Response> {
    const response = {
      decode: (bytes: Buffer) => Promise.resolve(decode(bytes)),
      parse: (decoded: unknown) => Promise.resolve(decoded),
    };
    try {
      return (await this.#pool.send({
        request,
        response,
        ...(requestTimeout === undefined ? {} : { requestTimeout }),
      })) as Response;
    } catch (cause) {
      throw fromKafkajsError(cause, request.apiName);
    }
  }
}

function createPool(address: string, settings: BrokerConnectionSettings): SingleConnectionPool {
  const colon = address.lastIndexOf(':');
  return new SingleConnectionPool({
    host: address.slice(0, colon),
    port: Number(address.slice(colon + 1)),
    ssl: settings.ssl,
    sasl: settings.sasl,
    clientId: settings.clientId,
    connectionTimeout: settings.connectTimeoutMs,
    requestTimeout: settings.requestTimeoutMs,
    enforceRequestTimeout: true,
    logger: LOGGER,
    socketFactory: createSocketWithoutDelay,
  });
}

function createSocketWithoutDelay(options: object): KafkajsSocket {
  const socket = internals.socketFactory()(options);
  socket.setNoDelay(true);
  return socket;
}
