/** What a log on Kafka must be set up like, and what is said where it is not: rules without a broker. */
import type { PreflightFinding } from '@rapporteur/event-log';
import { WRITER_AGE_MS_MAX } from './kafka-writer.ts';
import { EVENTS_TOPIC } from './topics.ts';

/** As many replicas as the log wants, of as many as the cluster can have. */
const REPLICAS = EVENTS_TOPIC.replicas;
const IN_SYNC = 2;
/** Brokers must remember a writer for far longer than it may write. */
const REMEMBER_MS_MIN = 2 * WRITER_AGE_MS_MAX;
/** Kafka's own topic of transactional ids. */
export const TRANSACTION_STATE = '__transaction_state';
/** How far clocks may be apart before it is worth a warning. */
const SKEW_MS_MAX = 2_000;

/** What a setting must be. */
export interface SettingRule {
  readonly setting: string;
  readonly isSatisfied: (value: string, brokers: number) => boolean;
  readonly remedy: string;
  readonly level?: 'warning';
}

const never = (what: string): string => `Set it to -1: else Kafka deletes ${what}.`;

/** What the topic of events must be set to. */
export const TOPIC_RULES: readonly SettingRule[] = [
  {
    setting: 'cleanup.policy',
    isSatisfied: (value) => value === 'delete',
    remedy: 'Set it to delete (with no limit of retention, nothing is): compaction removes events.',
  },
  { setting: 'retention.ms', isSatisfied: (value) => value === '-1', remedy: never('old events') },
  {
    setting: 'retention.bytes',
    isSatisfied: (value) => value === '-1',
    remedy: never('events of a large log'),
  },
  {
    setting: 'min.insync.replicas',
    isSatisfied: (value, brokers) => Number(value) >= Math.min(IN_SYNC, brokers),
    remedy: `Set it to ${IN_SYNC}: else an event counts that one broker alone has, and may lose.`,
  },
  {
    setting: 'unclean.leader.election.enable',
    isSatisfied: (value) => value === 'false',
    remedy: 'Set it to false: else a broker that missed events may lead, and they are gone.',
  },
  {
    setting: 'message.timestamp.type',
    isSatisfied: (value) => value === 'LogAppendTime',
    remedy: 'Set it to LogAppendTime: else brokers may forget at once which writers are fenced.',
  },
  {
    setting: 'max.message.bytes',
    isSatisfied: (value) => Number(value) >= Number(EVENTS_TOPIC.settings['max.message.bytes']),
    remedy: `Set it to ${EVENTS_TOPIC.settings['max.message.bytes']} or more: the largest batch must fit.`,
  },
  {
    setting: 'compression.type',
    isSatisfied: (value) => value === 'producer' || value === 'uncompressed',
    remedy: 'Set it to producer: readers of the log do not look into compressed batches.',
  },
];

/** What every broker must be set to. */
export const BROKER_RULES: readonly SettingRule[] = [
  {
    setting: 'transactional.id.expiration.ms',
    isSatisfied: (value) => Number(value) >= REMEMBER_MS_MIN,
    remedy: `Set it to ${REMEMBER_MS_MIN} or more: a writer that lives on must be fenced by the next.`,
  },
  {
    setting: 'producer.id.expiration.ms',
    isSatisfied: (value) => Number(value) >= REMEMBER_MS_MIN,
    remedy: `Set it to ${REMEMBER_MS_MIN} or more: a writer that lives on must be fenced by the next.`,
  },
  {
    setting: 'auto.create.topics.enable',
    isSatisfied: (value) => value === 'false',
    remedy: 'Set it to false: a topic that is made by accident has none of the settings above.',
    level: 'warning',
  },
];

/** How many copies of a topic there are, where there are fewest. */
export interface ReplicaCounts {
  readonly replicas: number;
  readonly inSync: number;
}

/** Judges how many brokers there are, and how many of them keep the log and the state of its writers. */
export function checkReplicas(
  brokers: number,
  log: ReplicaCounts,
  state: ReplicaCounts | undefined,
): PreflightFinding[] {
  const wanted = Math.min(REPLICAS, brokers);
  const few = `Run ${REPLICAS} brokers: with fewer, the loss of one stops the log or loses it.`;
  const missing = 'Start the broker that is away: one more that fails stops the log.';
  const more = `Give every partition ${wanted} replicas`;
  return [
    makeFinding(brokers >= REPLICAS, 'brokers', String(brokers), few, 'warning'),
    makeFinding(log.replicas >= wanted, 'replicas', String(log.replicas), `${more}.`),
    makeFinding(
      log.inSync >= Math.min(IN_SYNC, wanted),
      'in-sync replicas',
      String(log.inSync),
      missing,
    ),
    makeFinding(
      log.inSync >= log.replicas,
      'replicas that lag',
      String(log.replicas - log.inSync),
      missing,
      'warning',
    ),
    // Made by the first writer, if there was one.
    makeFinding(
      state === undefined || state.replicas >= wanted,
      `replicas of ${TRANSACTION_STATE}`,
      state === undefined ? 'not made yet' : String(state.replicas),
      `${more} (transaction.state.log.replication.factor): it says who may write.`,
    ),
  ];
}

/** The last event of a partition, as three clocks tell its time. */
export interface LastEventTimes {
  /** By who recorded it. */
  readonly recordedMs: number;
  /** By the broker that appended it. */
  readonly appendedMs: number;
  /** By this machine, now. */
  readonly nowMs: number;
}

/**
 * Judges what a record of the past can tell of clocks: nothing is appended before it is recorded, nor after now. That a
 * clock is slow cannot be told: a batch may wait, and a restored log was recorded long before.
 */
export function checkClocks(last: readonly LastEventTimes[]): PreflightFinding[] {
  const ahead = (of: (event: LastEventTimes) => number): number => Math.max(0, ...last.map(of));
  const recorder = ahead(({ recordedMs, appendedMs }) => recordedMs - appendedMs);
  const broker = ahead(({ appendedMs, nowMs }) => appendedMs - nowMs);
  const remedy =
    'Let all machines keep the time by the same source: times in the record are those of who records.';
  const said = (ms: number): string => (ms > 0 ? `${ms} ms ahead` : 'not ahead');
  return [
    makeFinding(
      recorder <= SKEW_MS_MAX,
      'clock of who recorded last',
      said(recorder),
      remedy,
      'warning',
    ),
    makeFinding(broker <= SKEW_MS_MAX, 'clock of the brokers', said(broker), remedy, 'warning'),
  ];
}

/** Holds settings against their rules. */
export function checkSettings(
  configs: ReadonlyMap<string, string>,
  rules: readonly SettingRule[],
  brokers: number,
): PreflightFinding[] {
  return rules.map(({ setting, isSatisfied: holds, remedy, level }) => {
    const value = configs.get(setting) ?? 'not told';
    return makeFinding(holds(value, brokers), setting, value, remedy, level);
  });
}

/** One finding: without a remedy where nothing is wrong. */
export function makeFinding(
  good: boolean,
  setting: string,
  value: string,
  remedy: string,
  level: 'warning' | 'refuse' = 'refuse',
): PreflightFinding {
  return { level: good ? 'ok' : level, setting, value, remedy: good ? '' : remedy };
}
