/**
 * The rules for the configuration of a log on Kafka, and the findings for violations. They need no
 * broker.
 */
import type { PreflightFinding } from '@rapporteur/event-log';
import { WRITER_AGE_MS_MAX } from './kafka-writer.ts';
import { EVENTS_TOPIC } from './topics.ts';

/** The required number of replicas, or of brokers if the cluster has fewer. */
const REPLICAS = EVENTS_TOPIC.replicas;
const IN_SYNC = 2;
const MESSAGE_BYTES = EVENTS_TOPIC.settings['max.message.bytes'];
/** Brokers must remember a writer much longer than it may write. */
const EXPIRATION_MS_MIN = 2 * WRITER_AGE_MS_MAX;
/** Kafka's own topic of transactional ids. */
export const TRANSACTION_STATE = '__transaction_state';
/** The clock difference above which there is a warning. */
const CLOCK_SKEW_MS_MAX = 2_000;

/** A required property of a setting. */
export interface SettingRule {
  readonly setting: string;
  readonly isSatisfied: (value: string, brokers: number) => boolean;
  readonly remedy: string;
  readonly level?: 'warning';
}

/** The rules for the topic of events. */
export const TOPIC_RULES: readonly SettingRule[] = [
  {
    setting: 'cleanup.policy',
    isSatisfied: (value) => value === 'delete',
    remedy:
      'Set it to delete (without a retention limit nothing is deleted): compaction removes events.',
  },
  {
    setting: 'retention.ms',
    isSatisfied: (value) => value === '-1',
    remedy: 'Set it to -1: otherwise Kafka deletes old events.',
  },
  {
    setting: 'retention.bytes',
    isSatisfied: (value) => value === '-1',
    remedy: 'Set it to -1: otherwise Kafka deletes events of a large log.',
  },
  {
    setting: 'min.insync.replicas',
    isSatisfied: (value, brokers) => Number(value) >= Math.min(IN_SYNC, brokers),
    remedy: `Set it to ${IN_SYNC}: otherwise an event is acknowledged that only one broker has.`,
  },
  {
    setting: 'unclean.leader.election.enable',
    isSatisfied: (value) => value === 'false',
    remedy: 'Set it to false: otherwise a broker that lacks events may become leader.',
  },
  {
    setting: 'message.timestamp.type',
    isSatisfied: (value) => value === 'LogAppendTime',
    remedy: 'Set it to LogAppendTime: otherwise brokers may forget the fenced writers at once.',
  },
  {
    setting: 'max.message.bytes',
    isSatisfied: (value) => Number(value) >= Number(MESSAGE_BYTES),
    remedy: `Set it to ${MESSAGE_BYTES} or more: the largest batch must fit.`,
  },
  {
    setting: 'compression.type',
    isSatisfied: (value) => value === 'producer' || value === 'uncompressed',
    remedy: 'Set it to producer: the log cannot read compressed batches.',
  },
];

const EXPIRATION_REMEDY =
  `Set it to ${EXPIRATION_MS_MIN} or more: ` +
  'the next writer must be able to fence the last one.';

/** The rules for every broker. */
export const BROKER_RULES: readonly SettingRule[] = [
  {
    setting: 'transactional.id.expiration.ms',
    isSatisfied: (value) => Number(value) >= EXPIRATION_MS_MIN,
    remedy: EXPIRATION_REMEDY,
  },
  {
    setting: 'producer.id.expiration.ms',
    isSatisfied: (value) => Number(value) >= EXPIRATION_MS_MIN,
    remedy: EXPIRATION_REMEDY,
  },
  {
    setting: 'auto.create.topics.enable',
    isSatisfied: (value) => value === 'false',
    remedy: 'Set it to false: a topic created by accident has none of the required settings.',
    level: 'warning',
  },
];

/** The fewest replicas of any partition of a topic. */
export interface ReplicaCounts {
  readonly replicas: number;
  readonly inSync: number;
}

/** The numbers of brokers and replicas of a cluster. */
export interface ReplicationState {
  readonly brokers: number;
  readonly log: ReplicaCounts;
  /** The replicas of the writers' state; undefined before the first writer. */
  readonly writerState: ReplicaCounts | undefined;
}

/** Checks the number of brokers, and the replicas of the log and of its writers' state. */
export function checkReplicas({ brokers, log, writerState }: ReplicationState): PreflightFinding[] {
  const required = Math.min(REPLICAS, brokers);
  const addReplicas = `Give every partition ${required} replicas`;
  const startBrokers = 'Start the missing broker: the failure of one more stops the log.';
  return [
    createFinding({
      setting: 'brokers',
      value: String(brokers),
      isOk: brokers >= REPLICAS,
      remedy: `Run ${REPLICAS} brokers: with fewer, the loss of one stops the log or loses it.`,
      level: 'warning',
    }),
    createFinding({
      setting: 'replicas',
      value: String(log.replicas),
      isOk: log.replicas >= required,
      remedy: `${addReplicas}.`,
    }),
    createFinding({
      setting: 'in-sync replicas',
      value: String(log.inSync),
      isOk: log.inSync >= Math.min(IN_SYNC, required),
      remedy: startBrokers,
    }),
    createFinding({
      setting: 'replicas that lag',
      value: String(log.replicas - log.inSync),
      isOk: log.inSync >= log.replicas,
      remedy: startBrokers,
      level: 'warning',
    }),
    createFinding({
      setting: `replicas of ${TRANSACTION_STATE}`,
      value: writerState === undefined ? 'not created yet' : String(writerState.replicas),
      isOk: writerState === undefined || writerState.replicas >= required,
      remedy:
        `${addReplicas} (transaction.state.log.replication.factor): ` +
        'it records which writer is current.',
    }),
  ];
}

/** The times of a partition's last event, by three clocks. */
export interface LastEventTimes {
  /** By the recorder. */
  readonly recordedMs: number;
  /** By the broker that appended it. */
  readonly appendedMs: number;
  /** By this machine, now. */
  readonly nowMs: number;
}

/**
 * Checks clocks by past events: an event is appended after it is recorded, and before now. A slow
 * clock cannot be found: a batch may wait, and the events of a restored log were recorded long
 * before.
 */
export function checkClocks(lastEvents: readonly LastEventTimes[]): PreflightFinding[] {
  const maxSkewMs = (skewMs: (event: LastEventTimes) => number): number =>
    Math.max(0, ...lastEvents.map(skewMs));
  const skews = [
    {
      setting: 'clock of the last recorder',
      skewMs: maxSkewMs(({ recordedMs, appendedMs }) => recordedMs - appendedMs),
    },
    {
      setting: 'clock of the brokers',
      skewMs: maxSkewMs(({ appendedMs, nowMs }) => appendedMs - nowMs),
    },
  ];
  return skews.map(({ setting, skewMs }) =>
    createFinding({
      setting,
      value: skewMs > 0 ? `${skewMs} ms ahead` : 'not ahead',
      isOk: skewMs <= CLOCK_SKEW_MS_MAX,
      remedy: 'Synchronize all machines with one time source: recorded times are the recorder’s.',
      level: 'warning',
    }),
  );
}

/** Checks settings by their rules. */
export function checkSettings(
  configs: ReadonlyMap<string, string>,
  rules: readonly SettingRule[],
  brokers: number,
): PreflightFinding[] {
  return rules.map(({ setting, isSatisfied, remedy, level }) => {
    const value = configs.get(setting) ?? 'unknown';
    return createFinding({ setting, value, isOk: isSatisfied(value, brokers), remedy, level });
  });
}

/** Returns a finding; without a remedy if it is ok. */
export function createFinding(check: {
  readonly setting: string;
  readonly value: string;
  readonly isOk: boolean;
  readonly remedy: string;
  readonly level?: 'warning' | undefined;
}): PreflightFinding {
  const { setting, value, isOk, remedy, level = 'refuse' } = check;
  return { level: isOk ? 'ok' : level, setting, value, remedy: isOk ? '' : remedy };
}
