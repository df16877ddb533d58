/**
 * Checks a log on Kafka before it is used: the cluster, the topic's settings, and the contents of
 * the partitions.
 */
import { isWriterOpened, LogError, type PreflightFinding } from '@rapporteur/event-log';
import { retry } from '@rapporteur/resilience';
import type { Admin, ConfigResourceTypes } from 'kafkajs';
import { createClusterClient } from './cluster-client.ts';
import type { KafkaAddress } from './kafka-address.ts';
import { fromKafkajsError, isTransientError, retryTransient, toLogError } from './kafka-error.ts';
import { ConfigResourceTypes as RESOURCE } from './kafkajs-internals.ts';
import { LeaderClient } from './leader-client.ts';
import { parseEventRecord } from './partition-fold.ts';
import {
  BROKER_RULES,
  checkClocks,
  checkReplicas,
  checkSettings,
  createFinding,
  type LastEventTimes,
  type ReplicaCounts,
  TOPIC_RULES,
  TRANSACTION_STATE,
} from './preflight-rules.ts';
import { decodeBatches, type ReadBatch } from './record-batch.ts';
import { createAdminClient } from './topics.ts';

/** Enough for the first or the last event of a partition. */
const EVENT_BYTES = 256_000;
const TIMEOUT_MS = 5_000;

type PartitionOffsets = Awaited<ReturnType<Admin['fetchTopicOffsets']>>;

/** Returns the findings for a log. An unreachable cluster is a finding too. */
export async function runPreflight(
  address: KafkaAddress,
  partitions: number,
): Promise<PreflightFinding[]> {
  const isTransient = (error: unknown): boolean =>
    isTransientError(error) || (error as { retriable?: boolean }).retriable === true;
  try {
    return await retry(() => inspectLog(address, partitions), {
      isTransient,
      timeoutMs: TIMEOUT_MS,
    });
  } catch (error) {
    const found = toLogError(fromKafkajsError(error, 'Inspecting the topic', address.brokers));
    if (!(found instanceof LogError)) throw error;
    return [{ level: 'refuse', setting: 'brokers', value: found.code, remedy: found.message }];
  }
}

async function inspectLog(address: KafkaAddress, partitions: number): Promise<PreflightFinding[]> {
  const admin = createAdminClient(address).admin();
  try {
    await admin.connect();
    const { clusterId, brokers } = await admin.describeCluster();
    const nodeIds = brokers.map(({ nodeId }) => nodeId);
    const offsets = (await admin.fetchTopicOffsets(address.topic)).toSorted(
      (a, b) => a.partition - b.partition,
    );
    const topicConfigs = await fetchConfigs(admin, RESOURCE.TOPIC, address.topic);
    return [
      { level: 'ok', setting: 'cluster', value: clusterId, remedy: '' },
      ...(await inspectReplicas(admin, address.topic, nodeIds.length)),
      ...checkSettings(topicConfigs, TOPIC_RULES, nodeIds.length),
      ...(await inspectBrokers(admin, nodeIds)),
      ...checkOffsets(offsets),
      ...(await inspectEvents(address, partitions, offsets)),
    ];
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

async function inspectBrokers(
  admin: Admin,
  nodeIds: readonly number[],
): Promise<PreflightFinding[]> {
  const findings: PreflightFinding[] = [];
  for (const nodeId of nodeIds) {
    const configs = await fetchConfigs(admin, RESOURCE.BROKER, String(nodeId));
    for (const finding of checkSettings(configs, BROKER_RULES, nodeIds.length))
      findings.push({ ...finding, setting: `${finding.setting} of broker ${nodeId}` });
  }
  return findings;
}

async function inspectReplicas(
  admin: Admin,
  topic: string,
  brokers: number,
): Promise<PreflightFinding[]> {
  const [log = { replicas: 0, inSync: 0 }, writerState] = await Promise.all([
    countReplicas(admin, topic),
    countReplicas(admin, TRANSACTION_STATE),
  ]);
  return checkReplicas({ brokers, log, writerState });
}

async function countReplicas(admin: Admin, topic: string): Promise<ReplicaCounts | undefined> {
  const { topics } = await admin
    .fetchTopicMetadata({ topics: [topic] })
    .catch(() => ({ topics: [] }));
  const partitions = topics[0]?.partitions ?? [];
  if (partitions.length === 0) return undefined;
  return {
    replicas: Math.min(...partitions.map(({ replicas }) => replicas.length)),
    inSync: Math.min(...partitions.map(({ isr }) => isr.length)),
  };
}

function checkOffsets(offsets: PartitionOffsets): PreflightFinding[] {
  return offsets.map(({ partition, low, high }) =>
    createFinding({
      setting: `partition ${partition}`,
      value: `offsets ${low} to ${high}`,
      isOk: low === '0',
      remedy: 'Restore the log into a new topic: its history was deleted.',
    }),
  );
}

/** Checks the first and last events. Every `WriterOpened` holds the number of partitions. */
async function inspectEvents(
  address: KafkaAddress,
  partitions: number,
  offsets: PartitionOffsets,
): Promise<PreflightFinding[]> {
  const cluster = createClusterClient(address);
  try {
    const recordedCounts = new Set<number>();
    const lastEvents: LastEventTimes[] = [];
    for (const { partition, low, high } of offsets) {
      const leader = new LeaderClient(cluster, partition, TIMEOUT_MS);
      for (const batch of await fetchBatches(leader, Number(low)))
        collectPartitionCounts(batch, recordedCounts);
      if (high !== low)
        lastEvents.push(
          ...(await fetchBatches(leader, Number(high) - 1)).flatMap(timesOfLastEvent),
        );
      leader.discard();
    }
    return [checkPartitionCount(partitions, recordedCounts), ...checkClocks(lastEvents)];
  } finally {
    cluster.close();
  }
}

async function fetchBatches(leader: LeaderClient, offset: number): Promise<ReadBatch[]> {
  const fetched = await retryTransient(
    () => leader.fetch({ offset, maxBytes: EVENT_BYTES, maxWaitMs: 0 }),
    { timeoutMs: TIMEOUT_MS },
  );
  return [...decodeBatches(fetched.records)];
}

function checkPartitionCount(partitions: number, recorded: ReadonlySet<number>): PreflightFinding {
  const counts = [...recorded];
  return createFinding({
    setting: 'partitions',
    value: `${partitions}, recorded: ${counts.join(', ') || 'none yet'}`,
    isOk: counts.every((count) => count === partitions),
    remedy: `Restore the log into a topic with ${counts.join(' or ')} partitions: the count is fixed.`,
  });
}

function collectPartitionCounts({ records }: ReadBatch, counts: Set<number>): void {
  for (const record of records) {
    const event = parseEventRecord(record)?.event;
    if (event && isWriterOpened(event)) counts.add(Number(event.data['partitions']));
  }
}

function timesOfLastEvent({ records, appendedMs }: ReadBatch): LastEventTimes[] {
  const event = records.flatMap((record) => parseEventRecord(record)?.event ?? []).at(-1);
  if (event === undefined) return [];
  return [{ recordedMs: Date.parse(event.time), appendedMs, nowMs: Date.now() }];
}

async function fetchConfigs(
  admin: Admin,
  type: ConfigResourceTypes,
  name: string,
): Promise<Map<string, string>> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type, name }],
  });
  const entries = resources[0]?.configEntries ?? [];
  return new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
}
