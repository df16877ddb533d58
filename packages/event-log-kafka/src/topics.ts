import type { ITopicConfig, Kafka as Client } from 'kafkajs';
import { type ClusterClient, createClusterClient } from './cluster-client.ts';
import type { KafkaAddress } from './kafka-address.ts';
import {
  toLogError,
  BrokerError,
  ConnectionError,
  KAFKA_ERROR,
  retryTransient,
} from './kafka-error.ts';
import { Kafka, logLevel } from './kafkajs-internals.ts';

/** A topic as it is to be made. */
export interface TopicDefinition {
  readonly name: string;
  readonly partitions: number;
  /** How many brokers keep each record; fewer where the cluster has fewer. */
  readonly replicas: number;
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * The topic of events. infra/kafka/topics.json says the same, for those who make topics with tools of their own.
 * Nothing is ever deleted; a record counts once two brokers have it; the time of a record is the broker's, which is a
 * second witness and keeps brokers from forgetting the epochs of writers.
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
    'max.message.bytes': '1048588',
    'compression.type': 'producer',
    'message.timestamp.type': 'LogAppendTime',
  },
};

/** Everything the log needs of a Kafka cluster. */
export const TOPICS: readonly TopicDefinition[] = [EVENTS_TOPIC];

/** How long a new topic may be without leaders. */
const LED_WITHIN_MS = 30_000;

/** A plain client, for what is asked seldom: topics and settings. */
export function createAdminClient({ brokers, ssl, sasl }: KafkaAddress): Client {
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
 * Makes the topics that are not there, and answers their names; what is there is left as it is, for the preflight to
 * judge. @throws LogError LOG_UNREACHABLE
 */
export async function createTopics(
  address: KafkaAddress,
  plans: readonly TopicDefinition[] = TOPICS,
): Promise<readonly string[]> {
  try {
    const made = await createMissing(address, plans);
    for (const { name } of plans) await untilLed(createClusterClient(address, name));
    return made;
  } catch (error) {
    throw toLogError(error);
  }
}

async function createMissing(
  address: KafkaAddress,
  plans: readonly TopicDefinition[],
): Promise<readonly string[]> {
  const made: string[] = [];
  const admin = createAdminClient(address).admin();
  await admin.connect().catch((cause: unknown) => {
    throw new ConnectionError(address.brokers.join(','), { cause });
  });
  try {
    const { brokers } = await admin.describeCluster();
    const there = await admin.listTopics();
    const topics = plans
      .filter(({ name }) => !there.includes(name))
      .map((plan) => asMade(plan, brokers.length));
    // False: somebody else made them meanwhile.
    if (topics.length > 0 && (await admin.createTopics({ topics, waitForLeaders: false })))
      made.push(...topics.map(({ topic }) => topic));
  } finally {
    await admin.disconnect();
  }
  return made;
}

// kafkajs can wait for that too, but fails where the broker that it asks has not heard of the topic yet.
async function untilLed(brokers: ClusterClient): Promise<void> {
  try {
    await retryTransient({ timeoutMs: LED_WITHIN_MS }, async () => {
      const { leaders } = await brokers.refreshMetadata();
      if ([...leaders.values()].some((leader) => leader < 0))
        throw new BrokerError('Metadata', KAFKA_ERROR.LEADER_NOT_AVAILABLE);
    });
  } finally {
    brokers.close();
  }
}

function asMade(
  { name, partitions, replicas, settings }: TopicDefinition,
  brokers: number,
): ITopicConfig {
  const replicationFactor = Math.min(replicas, brokers);
  const inSync = String(Math.min(Number(settings['min.insync.replicas']), replicationFactor));
  const configEntries = Object.entries({ ...settings, 'min.insync.replicas': inSync }).map(
    ([entry, value]) => ({
      name: entry,
      value,
    }),
  );
  return { topic: name, numPartitions: partitions, replicationFactor, configEntries };
}
