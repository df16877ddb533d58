import type { ITopicConfig, Kafka as KafkaClient } from 'kafkajs';
import { type ClusterClient, createClusterClient } from './cluster-client.ts';
import type { KafkaAddress } from './kafka-address.ts';
import {
  BrokerError,
  fromKafkajsError,
  KAFKA_ERROR,
  retryTransient,
  toLogError,
} from './kafka-error.ts';
import { Kafka, logLevel } from './kafkajs-internals.ts';

/** The definition of a topic to create. */
export interface TopicDefinition {
  readonly name: string;
  readonly partitions: number;
  /** The number of brokers that keep each record; fewer if the cluster has fewer. */
  readonly replicas: number;
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * The topic of events; infra/kafka/topics.json has the same definition for other tools. Nothing is
 * ever deleted. A record needs two in-sync replicas. Its timestamp is the broker's, which is a
 * second witness, and which keeps brokers from forgetting the epochs of writers.
 */
export const EVENTS_TOPIC: TopicDefinition = {
  name: 'rapporteur.events.v1',
  partitions: 12,
  replicas: 3,
  settings: {
    'cleanup.policy': 'delete',
    'retention.ms': '-1',
    'retention.bytes': '-1',
    'min.insync.replicas': '2',
    'unclean.leader.election.enable': 'false',
    'max.message.bytes': '9000000',
    'compression.type': 'producer',
    'message.timestamp.type': 'LogAppendTime',
  },
};

/** All topics that the log needs. */
export const TOPICS: readonly TopicDefinition[] = [EVENTS_TOPIC];

/** The time within which a new topic must have leaders. */
const LEADER_TIMEOUT_MS = 30_000;

/** Returns a kafkajs client for administrative requests. */
export function createAdminClient({ brokers, ssl, sasl }: KafkaAddress): KafkaClient {
  return new Kafka({
    clientId: 'rapporteur-admin',
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2_000,
    retry: { retries: 3, initialRetryTime: 100 },
    ...(ssl ? { ssl } : {}),
    ...(sasl ? { sasl } : {}),
  });
}

/**
 * Creates the missing topics and returns their names. Existing topics stay unchanged; the preflight
 * checks them.
 * @throws LogError LOG_UNREACHABLE
 */
export async function createTopics(
  address: KafkaAddress,
  definitions: readonly TopicDefinition[] = TOPICS,
): Promise<readonly string[]> {
  try {
    const created = await createMissingTopics(address, definitions);
    for (const { name } of definitions) await waitForLeaders(createClusterClient(address, name));
    return created;
  } catch (error) {
    throw toLogError(error);
  }
}

async function createMissingTopics(
  address: KafkaAddress,
  definitions: readonly TopicDefinition[],
): Promise<readonly string[]> {
  const admin = createAdminClient(address).admin();
  try {
    await admin.connect();
    const { brokers } = await admin.describeCluster();
    const existing = await admin.listTopics();
    const topics = definitions
      .filter(({ name }) => !existing.includes(name))
      .map((definition) => toTopicConfig(definition, brokers.length));
    if (topics.length === 0) return [];

    // False if another process created them meanwhile.
    const isCreated = await admin.createTopics({ topics, waitForLeaders: false });
    return isCreated ? topics.map(({ topic }) => topic) : [];
  } catch (error) {
    throw fromKafkajsError(error, 'Creating the topic', address.brokers);
  } finally {
    await admin.disconnect();
  }
}

// kafkajs can wait too, but fails if the broker that it asks does not know the topic yet.
async function waitForLeaders(cluster: ClusterClient): Promise<void> {
  const expectLeaders = async (): Promise<void> => {
    const { leaders } = await cluster.refreshMetadata();
    if ([...leaders.values()].some((leader) => leader < 0))
      throw new BrokerError('Metadata', KAFKA_ERROR.LEADER_NOT_AVAILABLE);
  };
  try {
    await retryTransient(expectLeaders, { timeoutMs: LEADER_TIMEOUT_MS });
  } finally {
    cluster.close();
  }
}

function toTopicConfig(definition: TopicDefinition, brokers: number): ITopicConfig {
  const { name, partitions, replicas, settings } = definition;
  const replicationFactor = Math.min(replicas, brokers);
  const inSync = String(Math.min(Number(settings['min.insync.replicas']), replicationFactor));
  const configEntries = Object.entries({ ...settings, 'min.insync.replicas': inSync }).map(
    ([entry, value]) => ({ name: entry, value }),
  );
  return { topic: name, numPartitions: partitions, replicationFactor, configEntries };
}
