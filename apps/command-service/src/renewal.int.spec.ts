import { randomUUID } from 'node:crypto';
import { CommandRuntime } from '@rapporteur/command-runtime';
import {
  recordAssessment,
  openCollection,
  registerSource,
} from '@rapporteur/command-runtime/sample-commands';
import type { Envelope } from '@rapporteur/contracts';
import { EMPTY_HEAD, type EventLog } from '@rapporteur/event-log';
import {
  createTopics,
  EVENTS_TOPIC,
  KafkaLog,
  parseKafkaAddress,
} from '@rapporteur/event-log-kafka';
import { openEventLog } from '@rapporteur/platform';
import { describeWhen, useKafka, usePostgres } from '@rapporteur/testing';
import { afterEach, describe, expect, it } from 'vitest';

const CLIENTS = 16;
const SIX_HOURS_MS = 6 * 3_600_000;
const kafka = await useKafka();
let closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of closing.toReversed()) await each.close();
  closing = [];
});

async function createRuntime(log: EventLog, clock?: () => Date): Promise<CommandRuntime> {
  const runtime = new CommandRuntime({
    log,
    owner: { instance: 'instance-1' },
    ...(clock ? { clock } : {}),
  });
  closing.push(log, runtime);
  await runtime.submit(openCollection());
  await runtime.submit(registerSource());
  return runtime;
}

/** Records facts, several at once, while `shouldContinue`, and returns the ids of their events. */
async function recordAll(
  runtime: CommandRuntime,
  shouldContinue: (recorded: number) => boolean,
): Promise<string[]> {
  const ids: string[] = [];
  let next = 0;
  const client = async (): Promise<void> => {
    while (shouldContinue(ids.length)) {
      const outcome = await runtime.submit(recordAssessment((next += 1)));
      if (outcome.kind !== 'recorded' || outcome.repeated)
        throw new Error(`Unexpected outcome: ${JSON.stringify(outcome)}`);
      ids.push(...outcome.events.map(({ id }) => id));
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return ids;
}

async function readEvents(log: EventLog): Promise<Envelope[]> {
  const events: Envelope[] = [];
  const options = { follow: false, signal: new AbortController().signal };
  for await (const batch of log.read(0, EMPTY_HEAD, options))
    events.push(...batch.events.map(({ event }) => event));
  return events;
}

function expectEachOnce(events: readonly Envelope[], ids: readonly string[]): void {
  expect(events.map(({ pseq }) => pseq)).toEqual(events.map((_, index) => index));
  const facts = events.filter(({ type }) => type.includes('assessment')).map(({ id }) => id);
  expect(facts.toSorted()).toEqual(ids.toSorted());
}

async function createTopic(): Promise<string> {
  const name = `renewal-${randomUUID()}`;
  const url = `kafka://${kafka.brokers.join(',')}/${name}`;
  await createTopics(parseKafkaAddress(url), [{ ...EVENTS_TOPIC, name, partitions: 1 }]);
  return url;
}

function describeRenewal(newLog: () => Promise<string>): void {
  it('opens a new term every six hours under load, and records every command once', async () => {
    const log = await openEventLog(await newLog());
    const commandsPerTerm = 80;
    const renewals = 5;
    let recorded = 0;
    const clock = (): Date =>
      new Date(Date.now() + Math.floor(recorded / commandsPerTerm) * SIX_HOURS_MS);
    const runtime = await createRuntime(log, clock);
    const ids = await recordAll(
      runtime,
      (count) => (recorded = count) < commandsPerTerm * (renewals + 1) - CLIENTS,
    );
    const events = await readEvents(log);
    expectEachOnce(events, ids);
    expect(events.filter(({ source }) => source === '/log').map(({ term }) => term)).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
  });
}

describe('Renewing a writer on Postgres', () => {
  const postgres = usePostgres();
  describeRenewal(() => postgres.createDatabase());
});

describeWhen(kafka.isAvailable, kafka.reason)('Renewing a writer on Kafka', () => {
  describeRenewal(createTopic);

  it('continues if the log rejects an old writer, and records every command once', async () => {
    const log = await KafkaLog.open({ url: await createTopic(), writerAgeMsMax: 150 });
    const runtime = await createRuntime(log);
    const ids = await recordAll(runtime, () => (runtime.readStatus()[0]?.term ?? 0) < 5);
    const events = await readEvents(log);
    expectEachOnce(events, ids);
    expect(events.at(-1)?.term).toBeGreaterThanOrEqual(5);
  });
});
