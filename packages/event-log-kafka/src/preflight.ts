/** Looks a log on Kafka over before it is used: the cluster, the topic's settings, and what the partitions hold. */
import { type Finding, isWriterOpened } from '@rapporteur/event-log';
import type { Admin, ConfigResourceTypes, ITopicMetadata } from 'kafkajs';
import { brokersAt } from './brokers.ts';
import type { KafkaAddress } from './kafka-address.ts';
import { isPassing, patiently } from './kafka-fault.ts';
import { ConfigResourceTypes as RESOURCE } from './kafkajs-internals.ts';
import { WRITER_AGE_MS_MAX } from './kafka-writer.ts';
import { readEvent } from './partition-fold.ts';
import { PartitionLink } from './partition-link.ts';
import { decodeBatches } from './record-batch.ts';
import { adminClient, EVENTS_TOPIC } from './topics.ts';

/** As many replicas as the log wants, of as many as the cluster can have. */
const REPLICAS = EVENTS_TOPIC.replicas;
const IN_SYNC = 2;
/** Brokers must remember a writer for far longer than it may write. */
const REMEMBER_MS_MIN = 2 * WRITER_AGE_MS_MAX;
const TRANSACTION_STATE = '__transaction_state';
const FIRST_EVENT_BYTES = 256_000;
const PATIENCE = { forMs: 5_000 };

/** What a setting must be. */
interface SettingRule {
  readonly setting: string;
  readonly holds: (value: string, brokers: number) => boolean;
  readonly remedy: string;
  readonly level?: 'warning';
}

const never = (what: string): string => `Set it to -1: else Kafka deletes ${what}.`;

const TOPIC_RULES: readonly SettingRule[] = [
  {
    setting: 'cleanup.policy',
    holds: (value) => value === 'delete',
    remedy: 'Set it to delete (with no limit of retention, nothing is): compaction removes events.',
  },
  { setting: 'retention.ms', holds: (value) => value === '-1', remedy: never('old events') },
  { setting: 'retention.bytes', holds: (value) => value === '-1', remedy: never('events of a large log') },
  {
    setting: 'min.insync.replicas',
    holds: (value, brokers) => Number(value) >= Math.min(IN_SYNC, brokers),
    remedy: `Set it to ${IN_SYNC}: else an event counts that one broker alone has, and may lose.`,
  },
  {
    setting: 'unclean.leader.election.enable',
    holds: (value) => value === 'false',
    remedy: 'Set it to false: else a broker that missed events may lead, and they are gone.',
  },
  {
    setting: 'message.timestamp.type',
    holds: (value) => value === 'LogAppendTime',
    remedy: 'Set it to LogAppendTime: else brokers may forget at once which writers are fenced.',
  },
  {
    setting: 'max.message.bytes',
    holds: (value) => Number(value) >= Number(EVENTS_TOPIC.settings['max.message.bytes']),
    remedy: `Set it to ${EVENTS_TOPIC.settings['max.message.bytes']} or more: the largest batch must fit.`,
  },
  {
    setting: 'compression.type',
    holds: (value) => value === 'producer' || value === 'uncompressed',
    remedy: 'Set it to producer: readers of the log do not look into compressed batches.',
  },
];

const BROKER_RULES: readonly SettingRule[] = [
  {
    setting: 'transactional.id.expiration.ms',
    holds: (value) => Number(value) >= REMEMBER_MS_MIN,
    remedy: `Set it to ${REMEMBER_MS_MIN} or more: a writer that lives on must be fenced by the next.`,
  },
  {
    setting: 'producer.id.expiration.ms',
    holds: (value) => Number(value) >= REMEMBER_MS_MIN,
    remedy: `Set it to ${REMEMBER_MS_MIN} or more: a writer that lives on must be fenced by the next.`,
  },
  {
    setting: 'auto.create.topics.enable',
    holds: (value) => value === 'false',
    remedy: 'Set it to false: a topic that is made by accident has none of the settings above.',
    level: 'warning',
  },
];

/** What is known of the cluster. */
interface Cluster {
  readonly clusterId: string;
  readonly brokers: readonly number[];
}

/** Everything there is to say. It never throws for what it finds. */
export async function inspect(address: KafkaAddress, partitions: number): Promise<Finding[]> {
  const deadline = Date.now() + PATIENCE.forMs;
  for (;;) {
    try {
      return await lookOver(address, partitions);
    } catch (error) {
      // A leader that has just changed, most of all.
      const { retriable = false } = error as { retriable?: boolean };
      if ((retriable || isPassing(error)) && Date.now() < deadline) continue;
      const remedy = 'Start the brokers, correct their addresses, or let this user describe the topic.';
      return [{ level: 'refuse', setting: 'brokers', value: String(error), remedy }];
    }
  }
}

async function lookOver(address: KafkaAddress, partitions: number): Promise<Finding[]> {
  const admin = adminClient(address).admin();
  try {
    await admin.connect();
    const described = await admin.describeCluster();
    const cluster = { clusterId: described.clusterId, brokers: described.brokers.map(({ nodeId }) => nodeId) };
    const counts = cluster.brokers.length;
    const offsets = await admin.fetchTopicOffsets(address.topic);
    return [
      ...inspectCluster(cluster),
      ...(await inspectReplicas(admin, address.topic, counts)),
      ...judge(await configsOf(admin, RESOURCE.TOPIC, address.topic), TOPIC_RULES, counts),
      ...(await inspectBrokers(admin, cluster)),
      ...inspectOffsets(offsets),
      ...(await inspectCount(address, partitions, offsets)),
    ];
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

function inspectCluster({ clusterId, brokers }: Cluster): Finding[] {
  const few = `Run ${REPLICAS} brokers: with fewer, the loss of one stops the log or loses it.`;
  return [
    { level: 'ok', setting: 'cluster', value: clusterId, remedy: '' },
    finding(brokers.length >= REPLICAS, 'brokers', String(brokers.length), few, 'warning'),
  ];
}

async function inspectReplicas(admin: Admin, topic: string, brokers: number): Promise<Finding[]> {
  const [log, state] = await Promise.all([metadataOf(admin, topic), metadataOf(admin, TRANSACTION_STATE)]);
  const wanted = Math.min(REPLICAS, brokers);
  const least = (found: ITopicMetadata | undefined, of: 'replicas' | 'isr'): number =>
    Math.min(...(found?.partitions ?? []).map((partition) => partition[of].length));
  const [replicas, inSync] = [least(log, 'replicas'), least(log, 'isr')];
  const missing = 'Start the broker that is away: one more that fails stops the log.';
  return [
    finding(replicas >= wanted, 'replicas', String(replicas), `Give every partition ${wanted} replicas.`),
    finding(inSync >= Math.min(IN_SYNC, wanted), 'in-sync replicas', String(inSync), missing),
    finding(inSync >= replicas, 'replicas that lag', String(replicas - inSync), missing, 'warning'),
    // Made by the first writer, if there was one.
    finding(
      least(state, 'replicas') >= wanted,
      `replicas of ${TRANSACTION_STATE}`,
      String(state ? least(state, 'replicas') : 'not made yet'),
      `Give every partition ${wanted} replicas (transaction.state.log.replication.factor): it says who may write.`,
    ),
  ];
}

async function inspectBrokers(admin: Admin, { brokers }: Cluster): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const broker of brokers) {
    const configs = await configsOf(admin, RESOURCE.BROKER, String(broker));
    for (const found of judge(configs, BROKER_RULES, brokers.length))
      findings.push({ ...found, setting: `${found.setting} of broker ${broker}` });
  }
  return findings;
}

type Offsets = Awaited<ReturnType<Admin['fetchTopicOffsets']>>;

function inspectOffsets(offsets: Offsets): Finding[] {
  return offsets.map(({ partition, low, high }) =>
    finding(
      low === '0',
      `partition ${partition}`,
      `offsets ${low} to ${high}`,
      'Restore the log into a new topic: its history was deleted.',
    ),
  );
}

/** The count of partitions stands in every `WriterOpened`. A partition without events says nothing. */
async function inspectCount(address: KafkaAddress, partitions: number, offsets: Offsets): Promise<Finding[]> {
  const brokers = brokersAt(address);
  try {
    const recorded = new Set<number>();
    for (const { partition, low } of offsets) {
      const link = new PartitionLink(brokers, partition, PATIENCE.forMs);
      const { records } = await patiently(PATIENCE, () =>
        link.fetch({ offset: Number(low), maxBytes: FIRST_EVENT_BYTES, maxWaitMs: 0 }),
      );
      link.discard();
      for (const count of countsIn(records)) recorded.add(count);
    }
    const value = `${partitions}, recorded: ${[...recorded].join(', ') || 'none yet'}`;
    const remedy = `Restore the log into a topic with ${[...recorded].join(' or ')} partitions: their count never changes.`;
    return [
      finding(
        [...recorded].every((count) => count === partitions),
        'partitions',
        value,
        remedy,
      ),
    ];
  } finally {
    brokers.close();
  }
}

function countsIn(fetched: Buffer): number[] {
  return [...decodeBatches(fetched)].flatMap(({ records }) =>
    records.flatMap((record) => {
      const event = readEvent(record)?.event;
      return event && isWriterOpened(event) ? [Number(event.data['partitions'])] : [];
    }),
  );
}

async function metadataOf(admin: Admin, topic: string): Promise<ITopicMetadata | undefined> {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] }).catch(() => ({ topics: [] }));
  return topics[0];
}

async function configsOf(admin: Admin, type: ConfigResourceTypes, name: string): Promise<Map<string, string>> {
  const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type, name }] });
  return new Map(resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]));
}

function judge(configs: ReadonlyMap<string, string>, rules: readonly SettingRule[], brokers: number): Finding[] {
  return rules.map(({ setting, holds, remedy, level }) => {
    const value = configs.get(setting) ?? 'not told';
    return finding(holds(value, brokers), setting, value, remedy, level);
  });
}

function finding(
  good: boolean,
  setting: string,
  value: string,
  remedy: string,
  level: 'warning' | 'refuse' = 'refuse',
): Finding {
  return { level: good ? 'ok' : level, setting, value, remedy: good ? '' : remedy };
}
