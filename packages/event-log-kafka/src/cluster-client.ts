/**
 * The leaders of a topic's partitions, and connections to the brokers.
 * The metadata is only a hint: after an error of the leader, the caller refreshes it.
 */
import { LogError } from '@rapporteur/event-log';
import { BrokerConnection, type BrokerConnectionSettings } from './broker-connection.ts';
import type { KafkaAddress } from './kafka-address.ts';
import {
  AdvertisedAddressError,
  BrokerError,
  ConnectionError,
  expectNoError,
  KAFKA_ERROR,
} from './kafka-error.ts';
import type { KafkaApiName } from './kafkajs-internals.ts';

interface MetadataResponse {
  readonly brokers: readonly {
    readonly nodeId: number;
    readonly host: string;
    readonly port: number;
  }[];
  readonly topicMetadata: readonly {
    readonly topicErrorCode: number;
    readonly partitionMetadata: readonly {
      readonly partitionId: number;
      readonly leader: number;
    }[];
  }[];
}

interface CoordinatorResponse {
  readonly errorCode: number;
  readonly coordinator: { readonly host: string; readonly port: number };
}

interface InitProducerIdResponse {
  readonly errorCode: number;
  readonly producerId: string;
  readonly producerEpoch: number;
}

interface OffsetCommitResponse {
  readonly responses: readonly { readonly partitions: readonly { readonly errorCode: number }[] }[];
}

interface ClusterMetadata {
  /** The address of each node. */
  readonly addresses: ReadonlyMap<number, string>;
  /** The node that leads each partition. */
  readonly leaders: ReadonlyMap<number, number>;
}

const COORDINATOR_TYPE = { group: 0, transaction: 1 } as const;
/** The identity of a commit by a client that is not a member of the group. */
const NO_MEMBER = { groupGenerationId: -1, memberId: '' };
/** InitProducerId requires it. No transaction is ever begun. */
const TRANSACTION_TIMEOUT_MS = 60_000;

/** A producer id with its epoch, as the coordinator assigned it. */
export interface ProducerIdentity {
  readonly producerId: bigint;
  readonly epoch: number;
}

/** The time limit of small requests. A batch is retried after it. */
export const REQUEST_TIMEOUT_MS = 1_000;
const CLIENT_ID = 'rapporteur';

/** Returns a client for a topic; by default the one that the address names. */
export function createClusterClient(
  address: KafkaAddress,
  topic: string = address.topic,
): ClusterClient {
  const { brokers, ssl, sasl } = address;
  return new ClusterClient(brokers, topic, {
    clientId: CLIENT_ID,
    connectTimeoutMs: REQUEST_TIMEOUT_MS,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    ...(ssl ? { ssl } : {}),
    ...(sasl ? { sasl } : {}),
  });
}

/** Sends requests about one topic to the brokers of a cluster. */
export class ClusterClient {
  readonly topic: string;
  readonly #bootstrapAddresses: readonly string[];
  readonly #settings: BrokerConnectionSettings;
  /** The connections for small requests, by address. */
  readonly #sharedConnections = new Map<string, Promise<BrokerConnection>>();
  readonly #connections = new Set<BrokerConnection>();
  #metadata: ClusterMetadata = { addresses: new Map(), leaders: new Map() };
  #refreshing: Promise<ClusterMetadata> | undefined;
  /** The broker that responded last. It is tried first, before one that may hang. */
  #responsiveAddress: string | undefined;
  #isClosed = false;

  constructor(addresses: readonly string[], topic: string, settings: BrokerConnectionSettings) {
    this.#bootstrapAddresses = addresses;
    this.topic = topic;
    this.#settings = settings;
  }

  /** Returns the number of partitions of the topic. @throws BrokerError, ConnectionError */
  async fetchPartitionCount(): Promise<number> {
    return (await this.refreshMetadata()).leaders.size;
  }

  /** Opens a connection to a partition's leader. Only the caller uses it. */
  async connectToLeader(partition: number): Promise<BrokerConnection> {
    const metadata = this.#metadata.leaders.has(partition)
      ? this.#metadata
      : await this.refreshMetadata();
    const address = metadata.addresses.get(metadata.leaders.get(partition) ?? -1);
    if (address === undefined) throw new BrokerError('Metadata', KAFKA_ERROR.LEADER_NOT_AVAILABLE);
    return this.#connect(address);
  }

  /** Takes the next epoch of a transactional id, which makes all earlier epochs old. */
  async initProducerId(transactionalId: string): Promise<ProducerIdentity> {
    const address = await this.#findCoordinator(COORDINATOR_TYPE.transaction, transactionalId);
    const parameters = { transactionalId, transactionTimeout: TRANSACTION_TIMEOUT_MS };
    const response = await this.#request<InitProducerIdResponse>(
      address,
      'InitProducerId',
      parameters,
    );
    expectNoError('InitProducerId', response.errorCode);
    return { producerId: BigInt(response.producerId), epoch: response.producerEpoch };
  }

  /** Commits an offset for a group, so that Kafka's tools show its lag. */
  async commitOffset(groupId: string, partition: number, offset: number): Promise<void> {
    const address = await this.#findCoordinator(COORDINATOR_TYPE.group, groupId);
    const topics = [{ topic: this.topic, partitions: [{ partition, offset: String(offset) }] }];
    const parameters = { groupId, ...NO_MEMBER, topics };
    const { responses } = await this.#request<OffsetCommitResponse>(
      address,
      'OffsetCommit',
      parameters,
    );
    const errorCode = responses[0]?.partitions[0]?.errorCode;
    expectNoError('OffsetCommit', errorCode ?? KAFKA_ERROR.UNKNOWN_TOPIC_OR_PARTITION);
  }

  /** Fetches the leaders. Concurrent calls share one request. */
  refreshMetadata(): Promise<ClusterMetadata> {
    this.#refreshing ??= this.#requestFromAnyBroker((address) => this.#fetchMetadata(address))
      .then((metadata) => (this.#metadata = metadata))
      .finally(() => {
        this.#refreshing = undefined;
      });
    return this.#refreshing;
  }

  release(connection: BrokerConnection): void {
    this.#connections.delete(connection);
    connection.discard();
  }

  close(): void {
    this.#isClosed = true;
    for (const connection of this.#connections) connection.discard();
    this.#connections.clear();
  }

  async #fetchMetadata(address: string): Promise<ClusterMetadata> {
    const parameters = { topics: [this.topic], allowAutoTopicCreation: false };
    const response = await this.#request<MetadataResponse>(address, 'Metadata', parameters);
    const [topic] = response.topicMetadata;
    expectNoError('Metadata', topic?.topicErrorCode ?? KAFKA_ERROR.UNKNOWN_TOPIC_OR_PARTITION);
    return {
      addresses: new Map(
        response.brokers.map(({ nodeId, host, port }) => [nodeId, `${host}:${port}`]),
      ),
      leaders: new Map(
        topic?.partitionMetadata.map(({ partitionId, leader }) => [partitionId, leader]),
      ),
    };
  }

  #findCoordinator(coordinatorType: number, id: string): Promise<string> {
    return this.#requestFromAnyBroker(async (address) => {
      const { errorCode, coordinator } = await this.#request<CoordinatorResponse>(
        address,
        'GroupCoordinator',
        { groupId: id, coordinatorType },
      );
      expectNoError('FindCoordinator', errorCode);
      return `${coordinator.host}:${coordinator.port}`;
    });
  }

  /** Returns the first successful response. Throws the last error. */
  async #requestFromAnyBroker<Response>(
    request: (address: string) => Promise<Response>,
  ): Promise<Response> {
    let lastError: unknown = new ConnectionError('No broker address is known.');
    for (const address of this.#listAddresses()) {
      try {
        return await request(address);
      } catch (error) {
        lastError = error;
      }
    }
    throw lastError;
  }

  #listAddresses(): Set<string> {
    const addresses = [...this.#metadata.addresses.values(), ...this.#bootstrapAddresses];
    return new Set(
      this.#responsiveAddress === undefined ? addresses : [this.#responsiveAddress, ...addresses],
    );
  }

  /**
   * Sends a request on the shared connection to a broker. The connection is replaced after an
   * error.
   */
  async #request<Response>(
    address: string,
    api: KafkaApiName,
    parameters: object,
  ): Promise<Response> {
    const connecting = this.#sharedConnections.get(address) ?? this.#connect(address);
    this.#sharedConnections.set(address, connecting);
    try {
      const response = await (await connecting).request<Response>(api, parameters);
      this.#responsiveAddress = address;
      return response;
    } catch (error) {
      if (this.#responsiveAddress === address) this.#responsiveAddress = undefined;
      this.#sharedConnections.delete(address);
      await connecting.then(
        (connection) => this.release(connection),
        () => undefined,
      );
      throw error;
    }
  }

  async #connect(address: string): Promise<BrokerConnection> {
    this.#expectOpen();
    const connection = await BrokerConnection.open(address, this.#settings).catch(
      (error: unknown) => {
        throw this.#isAdvertised(address) ? new AdvertisedAddressError(address, error) : error;
      },
    );
    if (this.#isClosed) connection.discard();
    this.#expectOpen();
    this.#connections.add(connection);
    return connection;
  }

  // The addresses of the settings lead to a broker, which names those of all brokers.
  #isAdvertised(address: string): boolean {
    return !this.#bootstrapAddresses.includes(address);
  }

  #expectOpen(): void {
    if (this.#isClosed) throw new LogError('LOG_UNREACHABLE', 'The log was closed here.');
  }
}
