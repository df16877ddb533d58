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

/** What is not as it should be: `level setting`. */
const wrong = (findings: readonly PreflightFinding[]): string[] =>
  findings.filter(({ level }) => level !== 'ok').map(({ level, setting }) => `${level} ${setting}`);

describe('What the topic and the brokers must be set to', () => {
  const asMade = new Map(Object.entries(EVENTS_TOPIC.settings));

  it('is what the topic is made with', () =>
    expect(wrong(checkSettings(asMade, TOPIC_RULES, 3))).toEqual([]));

  it.each([
    ['cleanup.policy', 'compact'],
    ['cleanup.policy', 'compact,delete'],
    ['retention.ms', '604800000'],
    ['retention.bytes', '1000000'],
    ['min.insync.replicas', '1'],
    ['unclean.leader.election.enable', 'true'],
    ['message.timestamp.type', 'CreateTime'],
    ['max.message.bytes', '1048587'],
    ['compression.type', 'lz4'],
  ])('is not %s = %s', (setting, value) => {
    const findings = checkSettings(new Map([...asMade, [setting, value]]), TOPIC_RULES, 3);
    expect(wrong(findings)).toEqual([`refuse ${setting}`]);
    expect(findings.find((found) => found.setting === setting)?.remedy).toMatch(/^Set it to/);
  });

  it.each([
    ['transactional.id.expiration.ms', DAY_MS - 1, 'refuse'],
    ['producer.id.expiration.ms', DAY_MS - 1, 'refuse'],
    ['auto.create.topics.enable', 'true', 'warning'],
  ])('is not %s = %s', (setting, value, level) => {
    const kafkas = {
      'transactional.id.expiration.ms': String(7 * DAY_MS),
      'producer.id.expiration.ms': String(DAY_MS),
      'auto.create.topics.enable': 'false',
    };
    expect(wrong(checkSettings(new Map(Object.entries(kafkas)), BROKER_RULES, 3))).toEqual([]);
    const configs = new Map(Object.entries({ ...kafkas, [setting]: String(value) }));
    expect(wrong(checkSettings(configs, BROKER_RULES, 3))).toEqual([`${level} ${setting}`]);
  });

  it('must be told', () =>
    expect(wrong(checkSettings(new Map(), TOPIC_RULES, 3))).toHaveLength(TOPIC_RULES.length));
});

describe('How many brokers keep the log', () => {
  it.each<[string, [number, ReplicaCounts, ReplicaCounts | undefined], string[]]>([
    ['enough', [3, THREE, THREE], []],
    ['enough, before the first writer', [3, THREE, undefined], []],
    [
      'all there is of one, which is told',
      [1, { replicas: 1, inSync: 1 }, { replicas: 1, inSync: 1 }],
      ['warning brokers'],
    ],
    ['fewer than could', [3, { replicas: 2, inSync: 2 }, THREE], ['refuse replicas']],
    [
      'fewer than must be in sync',
      [3, { replicas: 3, inSync: 1 }, THREE],
      ['refuse in-sync replicas', 'warning replicas that lag'],
    ],
    ['one that is away', [3, { replicas: 3, inSync: 2 }, THREE], ['warning replicas that lag']],
    [
      'too few that know the writers',
      [3, THREE, { replicas: 1, inSync: 1 }],
      ['refuse replicas of __transaction_state'],
    ],
  ])('%s', (_, [brokers, log, state], expected) =>
    expect(wrong(checkReplicas(brokers, log, state))).toEqual(expected),
  );
});

describe('What the last event tells of clocks', () => {
  const nowMs = Date.parse('2026-01-01T00:00:00.000Z');
  it.each<[string, LastEventTimes[], string[]]>([
    ['nothing where there is none', [], []],
    [
      'nothing of one long ago, or restored',
      [{ recordedMs: nowMs - 9 * DAY_MS, appendedMs: nowMs - DAY_MS, nowMs }],
      [],
    ],
    [
      'that the recorder was ahead',
      [{ recordedMs: nowMs + 2_001, appendedMs: nowMs, nowMs }],
      ['warning clock of who recorded last'],
    ],
    [
      'that the brokers are ahead',
      [{ recordedMs: nowMs, appendedMs: nowMs + 2_001, nowMs }],
      ['warning clock of the brokers'],
    ],
  ])('%s', (_, last, expected) => expect(wrong(checkClocks(last))).toEqual(expected));
});
