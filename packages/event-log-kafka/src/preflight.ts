/** Looks a log on Kafka over before it is used: the cluster, the topic's settings, and what the partitions hold. */
import { type PreflightFinding, isWriterOpened } from '@rapporteur/event-log';
import type { Admin, ConfigResourceTypes } from 'kafkajs';
import { createClusterClient } from './cluster-client.ts';
import type { KafkaAddress } from './kafka-address.ts';
import { isTransientError, retryTransient } from './kafka-error.ts';
import { ConfigResourceTypes as RESOURCE } from './kafkajs-internals.ts';
import { parseEventRecord } from './partition-fold.ts';
import { LeaderClient } from './leader-client.ts';
import {
  BROKER_RULES,
  type ReplicaCounts,
  makeFinding,
  checkClocks,
  checkReplicas,
  checkSettings,
  type LastEventTimes,
  TOPIC_RULES,
  TRANSACTION_STATE,
} from './preflight-rules.ts';
import { decodeBatches, type ReadBatch } from './record-batch.ts';
import { createAdminClient } from './topics.ts';

/** As much as holds the first event of a partition, or the last. */
const EVENT_BYTES = 256_000;
const PATIENCE = { timeoutMs: 5_000 };

/** What is known of the cluster. */
interface KafkaClusterInfo {
  readonly clusterId: string;
  readonly brokers: readonly number[];
}

/** Everything there is to say. It never throws for what it finds. */
export async function runPreflight(
  address: KafkaAddress,
  partitions: number,
): Promise<PreflightFinding[]> {
  const deadline = Date.now() + PATIENCE.timeoutMs;
  for (;;) {
    try {
      return await lookOver(address, partitions);
    } catch (error) {
      // A leader that has just changed, most of all.
      const { retriable = false } = error as { retriable?: boolean };
      if ((retriable || isTransientError(error)) && Date.now() < deadline) continue;
      const remedy =
        'Start the brokers, correct their addresses, or let this user describe the topic.';
      return [{ level: 'refuse', setting: 'brokers', value: String(error), remedy }];
    }
  }
}

async function lookOver(address: KafkaAddress, partitions: number): Promise<PreflightFinding[]> {
  const admin = createAdminClient(address).admin();
  try {
    await admin.connect();
    const described = await admin.describeCluster();
    const cluster = {
      clusterId: described.clusterId,
      brokers: described.brokers.map(({ nodeId }) => nodeId),
    };
    const counts = cluster.brokers.length;
    const offsets = (await admin.fetchTopicOffsets(address.topic)).toSorted(
      (a, b) => a.partition - b.partition,
    );
    return [
      { level: 'ok', setting: 'cluster', value: cluster.clusterId, remedy: '' },
      ...(await inspectCopies(admin, address.topic, counts)),
      ...checkSettings(await configsOf(admin, RESOURCE.TOPIC, address.topic), TOPIC_RULES, counts),
      ...(await inspectBrokers(admin, cluster)),
      ...inspectOffsets(offsets),
      ...(await inspectEvents(address, partitions, offsets)),
    ];
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

async function inspectBrokers(
  admin: Admin,
  { brokers }: KafkaClusterInfo,
): Promise<PreflightFinding[]> {
  const findings: PreflightFinding[] = [];
  for (const broker of brokers) {
    const configs = await configsOf(admin, RESOURCE.BROKER, String(broker));
    for (const found of checkSettings(configs, BROKER_RULES, brokers.length))
      findings.push({ ...found, setting: `${found.setting} of broker ${broker}` });
  }
  return findings;
}

async function inspectCopies(
  admin: Admin,
  topic: string,
  brokers: number,
): Promise<PreflightFinding[]> {
  const [log, state] = await Promise.all([
    copiesOf(admin, topic),
    copiesOf(admin, TRANSACTION_STATE),
  ]);
  return checkReplicas(brokers, log ?? { replicas: 0, inSync: 0 }, state);
}

async function copiesOf(admin: Admin, topic: string): Promise<ReplicaCounts | undefined> {
  const { topics } = await admin
    .fetchTopicMetadata({ topics: [topic] })
    .catch(() => ({ topics: [] }));
  const partitions = topics[0]?.partitions ?? [];
  if (partitions.length === 0) return undefined;
  const least = (of: 'replicas' | 'isr'): number =>
    Math.min(...partitions.map((partition) => partition[of].length));
  return { replicas: least('replicas'), inSync: least('isr') };
}

type Offsets = Awaited<ReturnType<Admin['fetchTopicOffsets']>>;

function inspectOffsets(offsets: Offsets): PreflightFinding[] {
  return offsets.map(({ partition, low, high }) =>
    makeFinding(
      low === '0',
      `partition ${partition}`,
      `offsets ${low} to ${high}`,
      'Restore the log into a new topic: its history was deleted.',
    ),
  );
}

/** The count of partitions stands in every `WriterOpened`; a partition without events says nothing. */
async function inspectEvents(
  address: KafkaAddress,
  partitions: number,
  offsets: Offsets,
): Promise<PreflightFinding[]> {
  const brokers = createClusterClient(address);
  try {
    const recorded = new Set<number>();
    const last: LastEventTimes[] = [];
    for (const { partition, low, high } of offsets) {
      const link = new LeaderClient(brokers, partition, PATIENCE.timeoutMs);
      for (const batch of await fetchBatches(link, Number(low))) addCounts(batch, recorded);
      if (high !== low)
        last.push(...(await fetchBatches(link, Number(high) - 1)).flatMap(lastEventIn));
      link.discard();
    }
    return [judgeCount(partitions, recorded), ...checkClocks(last)];
  } finally {
    brokers.close();
  }
}

async function fetchBatches(link: LeaderClient, offset: number): Promise<ReadBatch[]> {
  const fetched = await retryTransient(PATIENCE, () =>
    link.fetch({ offset, maxBytes: EVENT_BYTES, maxWaitMs: 0 }),
  );
  return [...decodeBatches(fetched.records)];
}

function judgeCount(partitions: number, recorded: ReadonlySet<number>): PreflightFinding {
  const counts = [...recorded];
  const value = `${partitions}, recorded: ${counts.join(', ') || 'none yet'}`;
  const remedy = `Restore the log into a topic with ${counts.join(' or ')} partitions: their count never changes.`;
  return makeFinding(
    counts.every((count) => count === partitions),
    'partitions',
    value,
    remedy,
  );
}

function addCounts({ records }: ReadBatch, counts: Set<number>): void {
  for (const record of records) {
    const event = parseEventRecord(record)?.event;
    if (event && isWriterOpened(event)) counts.add(Number(event.data['partitions']));
  }
}

function lastEventIn({ records, appendedMs }: ReadBatch): LastEventTimes[] {
  const event = records.flatMap((record) => parseEventRecord(record)?.event ?? []).at(-1);
  return event === undefined
    ? []
    : [{ recordedMs: Date.parse(event.time), appendedMs, nowMs: Date.now() }];
}

async function configsOf(
  admin: Admin,
  type: ConfigResourceTypes,
  name: string,
): Promise<Map<string, string>> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type, name }],
  });
  return new Map(
    resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]),
  );
}
