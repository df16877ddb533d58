/**
 * Where a topic's partitions are led, and connections to who leads them.
 * What is known is only a hint: whoever is answered that it is wrong asks anew.
 */
import { LogError } from '@rapporteur/event-log';
import type { KafkaAddress } from './kafka-address.ts';
import { BrokerError, ConnectionError, KAFKA_ERROR } from './kafka-error.ts';
import { BrokerConnection, type BrokerConnectionSettings } from './kafkajs-internals.ts';

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

interface OffsetCommitResponse {
  readonly responses: readonly { readonly partitions: readonly { readonly errorCode: number }[] }[];
}

/** What is known of the cluster. */
interface ClusterMetadata {
  readonly addresses: ReadonlyMap<number, string>;
  /** The node that leads each partition, by the partition's number. */
  readonly leaders: ReadonlyMap<number, number>;
}

const COORDINATOR_OF = { group: 0, transaction: 1 } as const;
/** Of a commit by somebody who is no member of the group. */
const NO_MEMBER = { groupGenerationId: -1, memberId: '' };
/** A producer id is all that is wanted: no transaction is ever begun. */
const TRANSACTION_TIMEOUT_MS = 60_000;

/** A producer id with its epoch, as the coordinator gave it. */
export interface ProducerIdentity {
  readonly producerId: bigint;
  readonly epoch: number;
}

/** How long an answer may take that asks for little. A batch is sent again after it. */
export const REQUEST_TIMEOUT_MS = 1_000;
const CLIENT_ID = 'rapporteur';

/** The brokers of a topic at an address. */
export function createClusterClient(
  { brokers, topic, ssl, sasl }: KafkaAddress,
  of = topic,
): ClusterClient {
  return new ClusterClient(brokers, of, {
    clientId: CLIENT_ID,
    connectTimeoutMs: REQUEST_TIMEOUT_MS,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    ...(ssl ? { ssl } : {}),
    ...(sasl ? { sasl } : {}),
  });
}

/** The brokers of one topic. */
export class ClusterClient {
  readonly topic: string;
  readonly #bootstrap: readonly string[];
  readonly #settings: BrokerConnectionSettings;
  readonly #control = new Map<string, Promise<BrokerConnection>>();
  readonly #open = new Set<BrokerConnection>();
  #known: ClusterMetadata = { addresses: new Map(), leaders: new Map() };
  #refreshing: Promise<ClusterMetadata> | undefined;
  /** Who answered last: one that hangs is not asked first again. */
  #answered: string | undefined;
  #closed = false;

  constructor(addresses: readonly string[], topic: string, settings: BrokerConnectionSettings) {
    this.#bootstrap = addresses;
    this.topic = topic;
    this.#settings = settings;
  }

  /** How many partitions the topic has. @throws BrokerFault UNKNOWN_TOPIC_OR_PARTITION, ConnectionFault */
  async fetchPartitionCount(): Promise<number> {
    return (await this.refreshMetadata()).leaders.size;
  }

  /** A connection of the caller's own to the partition's leader. */
  async connectToLeader(partition: number): Promise<BrokerConnection> {
    const known = this.#known.leaders.has(partition) ? this.#known : await this.refreshMetadata();
    const address = known.addresses.get(known.leaders.get(partition) ?? -1);
    if (address === undefined) throw new BrokerError('Metadata', KAFKA_ERROR.LEADER_NOT_AVAILABLE);
    return this.#connect(address);
  }

  /** Takes the next epoch of a transactional id, which makes every earlier one an older epoch. */
  async initProducerId(transactionalId: string): Promise<ProducerIdentity> {
    const address = await this.#coordinator(COORDINATOR_OF.transaction, transactionalId);
    const answer = await this.#ask<{
      errorCode: number;
      producerId: string;
      producerEpoch: number;
    }>(address, 'InitProducerId', { transactionalId, transactionTimeout: TRANSACTION_TIMEOUT_MS });
    expectNoError('InitProducerId', answer.errorCode);
    return { producerId: BigInt(answer.producerId), epoch: answer.producerEpoch };
  }

  /** Commits the offset that a group would go on from, as its own tools show it. */
  async commitOffset(groupId: string, partition: number, offset: number): Promise<void> {
    const address = await this.#coordinator(COORDINATOR_OF.group, groupId);
    const topics = [
      { topic: this.topic, fetchPartitionCount: [{ partition, offset: String(offset) }] },
    ];
    const { responses } = await this.#ask<OffsetCommitResponse>(address, 'OffsetCommit', {
      groupId,
      ...NO_MEMBER,
      topics,
    });
    expectNoError(
      'OffsetCommit',
      responses[0]?.partitions[0]?.errorCode ?? KAFKA_ERROR.UNKNOWN_TOPIC_OR_PARTITION,
    );
  }

  /** Asks who leads what. Several who ask at once are answered once. */
  refreshMetadata(): Promise<ClusterMetadata> {
    this.#refreshing ??= this.#askAnyone().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  release(connection: BrokerConnection): void {
    this.#open.delete(connection);
    connection.discard();
  }

  close(): void {
    this.#closed = true;
    for (const connection of this.#open) connection.discard();
    this.#open.clear();
  }

  async #askAnyone(): Promise<ClusterMetadata> {
    let fault: unknown = new ConnectionError('There is no address of a broker.');
    for (const address of this.#addresses()) {
      try {
        this.#known = await this.#askMetadata(address);
        return this.#known;
      } catch (error) {
        fault = error;
      }
    }
    throw fault;
  }

  async #askMetadata(address: string): Promise<ClusterMetadata> {
    const parameters = { topics: [this.topic], allowAutoTopicCreation: false };
    const { brokers, topicMetadata } = await this.#ask<MetadataResponse>(
      address,
      'Metadata',
      parameters,
    );
    const [topic] = topicMetadata;
    expectNoError('Metadata', topic?.topicErrorCode ?? KAFKA_ERROR.UNKNOWN_TOPIC_OR_PARTITION);
    return {
      addresses: new Map(brokers.map(({ nodeId, host, port }) => [nodeId, `${host}:${port}`])),
      leaders: new Map(
        topic?.partitionMetadata.map(({ partitionId, leader }) => [partitionId, leader]),
      ),
    };
  }

  async #coordinator(coordinatorType: number, id: string): Promise<string> {
    let fault: unknown = new ConnectionError('There is no address of a broker.');
    for (const address of this.#addresses()) {
      try {
        const parameters = { groupId: id, coordinatorType };
        const answer = await this.#ask<{
          errorCode: number;
          coordinator: { host: string; port: number };
        }>(address, 'GroupCoordinator', parameters);
        expectNoError('FindCoordinator', answer.errorCode);
        return `${answer.coordinator.host}:${answer.coordinator.port}`;
      } catch (error) {
        fault = error;
      }
    }
    throw fault;
  }

  #addresses(): Set<string> {
    const known = [...this.#known.addresses.values(), ...this.#bootstrap];
    return new Set(this.#answered === undefined ? known : [this.#answered, ...known]);
  }

  /** Asks on the connection for such questions, which is made anew when it fails. */
  async #ask<Answer>(
    address: string,
    ...[api, parameters]: Parameters<BrokerConnection['request']>
  ): Promise<Answer> {
    const connecting = this.#control.get(address) ?? this.#connect(address);
    this.#control.set(address, connecting);
    try {
      const answer = await (await connecting).request<Answer>(api, parameters);
      this.#answered = address;
      return answer;
    } catch (error) {
      if (this.#answered === address) this.#answered = undefined;
      this.#control.delete(address);
      await connecting.then(
        (connection) => this.release(connection),
        () => undefined,
      );
      throw error;
    }
  }

  async #connect(address: string): Promise<BrokerConnection> {
    this.#expectOpen();
    const connection = await BrokerConnection.open(address, this.#settings);
    if (this.#closed) connection.discard();
    this.#expectOpen();
    this.#open.add(connection);
    return connection;
  }

  #expectOpen(): void {
    if (this.#closed) throw new LogError('LOG_UNREACHABLE', 'The log was closed here.');
  }
}

function expectNoError(request: string, error: number): void {
  if (error !== KAFKA_ERROR.NONE) throw new BrokerError(request, error);
}
