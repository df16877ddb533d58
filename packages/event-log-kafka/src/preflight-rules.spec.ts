import type { PreflightFinding } from '@rapporteur/event-log';
import { describe, expect, it } from 'vitest';
import {
  BROKER_RULES,
  type ReplicaCounts,
  checkClocks,
  checkReplicas,
  checkSettings,
  type LastEventTimes,
  TOPIC_RULES,
} from './preflight-rules.ts';
import { EVENTS_TOPIC } from './topics.ts';

const DAY_MS = 86_400_000;
const THREE: ReplicaCounts = { replicas: 3, inSync: 3 };

/** Returns the findings that are not ok: `level setting`. */
const problems = (findings: readonly PreflightFinding[]): string[] =>
  findings.filter(({ level }) => level !== 'ok').map(({ level, setting }) => `${level} ${setting}`);

describe('The settings of the topic and the brokers', () => {
  const created = new Map(Object.entries(EVENTS_TOPIC.settings));

  it('are satisfied by a topic as created', () =>
    expect(problems(checkSettings(created, TOPIC_RULES, 3))).toEqual([]));

  it.each([
    ['cleanup.policy', 'compact'],
    ['cleanup.policy', 'compact,delete'],
    ['retention.ms', '604800000'],
    ['retention.bytes', '1000000'],
    ['min.insync.replicas', '1'],
    ['unclean.leader.election.enable', 'true'],
    ['message.timestamp.type', 'CreateTime'],
    ['max.message.bytes', '8999999'],
    ['compression.type', 'lz4'],
  ])('may not include %s = %s', (setting, value) => {
    const findings = checkSettings(new Map([...created, [setting, value]]), TOPIC_RULES, 3);
    expect(problems(findings)).toEqual([`refuse ${setting}`]);
    expect(findings.find((found) => found.setting === setting)?.remedy).toMatch(/^Set it to/);
  });

  it.each([
    ['transactional.id.expiration.ms', DAY_MS - 1, 'refuse'],
    ['producer.id.expiration.ms', DAY_MS - 1, 'refuse'],
    ['auto.create.topics.enable', 'true', 'warning'],
  ])('may not include %s = %s', (setting, value, level) => {
    const kafkas = {
      'transactional.id.expiration.ms': String(7 * DAY_MS),
      'producer.id.expiration.ms': String(DAY_MS),
      'auto.create.topics.enable': 'false',
    };
    expect(problems(checkSettings(new Map(Object.entries(kafkas)), BROKER_RULES, 3))).toEqual([]);
    const configs = new Map(Object.entries({ ...kafkas, [setting]: String(value) }));
    expect(problems(checkSettings(configs, BROKER_RULES, 3))).toEqual([`${level} ${setting}`]);
  });

  it('must be known', () =>
    expect(problems(checkSettings(new Map(), TOPIC_RULES, 3))).toHaveLength(TOPIC_RULES.length));
});

describe('The replicas of the log', () => {
  it.each<[string, [number, ReplicaCounts, ReplicaCounts | undefined], string[]]>([
    ['are enough', [3, THREE, THREE], []],
    ['are enough before the first writer', [3, THREE, undefined], []],
    [
      'are as many as a single broker can hold, with a warning',
      [1, { replicas: 1, inSync: 1 }, { replicas: 1, inSync: 1 }],
      ['warning brokers'],
    ],
    ['are fewer than possible', [3, { replicas: 2, inSync: 2 }, THREE], ['refuse replicas']],
    [
      'are fewer in sync than required',
      [3, { replicas: 3, inSync: 1 }, THREE],
      ['refuse in-sync replicas', 'warning replicas that lag'],
    ],
    [
      'include one that lags',
      [3, { replicas: 3, inSync: 2 }, THREE],
      ['warning replicas that lag'],
    ],
    [
      "are too few for the writers' state",
      [3, THREE, { replicas: 1, inSync: 1 }],
      ['refuse replicas of __transaction_state'],
    ],
  ])('%s', (_, [brokers, log, writerState], expected) =>
    expect(problems(checkReplicas({ brokers, log, writerState }))).toEqual(expected),
  );
});

describe('The clocks, by the last event', () => {
  const nowMs = Date.parse('2026-01-01T00:00:00.000Z');
  it.each<[string, LastEventTimes[], string[]]>([
    ['are unknown without an event', [], []],
    [
      'are unknown from an old or restored event',
      [{ recordedMs: nowMs - 9 * DAY_MS, appendedMs: nowMs - DAY_MS, nowMs }],
      [],
    ],
    [
      'include a recorder that is ahead',
      [{ recordedMs: nowMs + 2_001, appendedMs: nowMs, nowMs }],
      ['warning clock of the last recorder'],
    ],
    [
      'include brokers that are ahead',
      [{ recordedMs: nowMs, appendedMs: nowMs + 2_001, nowMs }],
      ['warning clock of the brokers'],
    ],
  ])('%s', (_, last, expected) => expect(problems(checkClocks(last))).toEqual(expected));
});
