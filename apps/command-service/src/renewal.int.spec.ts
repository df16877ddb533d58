/** A writer that is replaced by its own successor under load: nobody whose command is under way notices. */
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

const AT_ONCE = 16;
const SIX_HOURS_MS = 6 * 3_600_000;
const kafka = await useKafka();
let closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of closing.toReversed()) await each.close();
  closing = [];
});

async function runtimeOn(log: EventLog, clock?: () => Date): Promise<CommandRuntime> {
  const runtime = new CommandRuntime({
    log,
    owner: { owner: 'desk-1' },
    ...(clock ? { clock } : {}),
  });
  closing.push(log, runtime);
  await runtime.submit(openCollection());
  await runtime.submit(registerSource());
  return runtime;
}

/** Records facts, several at once, until there is nothing to go on with; answers the ids of their events. */
async function recordAll(
  runtime: CommandRuntime,
  goesOn: (recorded: number) => boolean,
): Promise<string[]> {
  const ids: string[] = [];
  let next = 0;
  const client = async (): Promise<void> => {
    while (goesOn(ids.length)) {
      const outcome = await runtime.submit(recordAssessment((next += 1)));
      if (outcome.kind !== 'recorded' || outcome.repeated)
        throw new Error(`one had ${JSON.stringify(outcome)}`);
      ids.push(...outcome.events.map(({ id }) => id));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return ids;
}

async function eventsOf(log: EventLog): Promise<Envelope[]> {
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

async function newTopic(): Promise<string> {
  const name = `renewal-${randomUUID()}`;
  const url = `kafka://${kafka.brokers.join(',')}/${name}`;
  await createTopics(parseKafkaAddress(url), [{ ...EVENTS_TOPIC, name, partitions: 1 }]);
  return url;
}

function renewsEverySixHours(newLog: () => Promise<string>): void {
  it('opens anew every six hours under load: each time one term more, and every command recorded at once', async () => {
    const log = await openEventLog(await newLog());
    const [each, times] = [80, 5];
    let recorded = 0;
    const clock = (): Date => new Date(Date.now() + Math.floor(recorded / each) * SIX_HOURS_MS);
    const runtime = await runtimeOn(log, clock);
    const ids = await recordAll(
      runtime,
      (count) => (recorded = count) < each * (times + 1) - AT_ONCE,
    );
    const events = await eventsOf(log);
    expectEachOnce(events, ids);
    expect(events.filter(({ source }) => source === '/log').map(({ term }) => term)).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
  });
}

describe('Renewing a writer on Postgres', () => {
  const postgres = usePostgres();
  renewsEverySixHours(() => postgres.createDatabase());
});

describeWhen(kafka.isAvailable, kafka.reason)('Renewing a writer on Kafka', () => {
  renewsEverySixHours(newTopic);

  it('goes on where the log refuses the writer for its age: every command recorded once', async () => {
    const log = await KafkaLog.open({ url: await newTopic(), writerAgeMsMax: 150 });
    const runtime = await runtimeOn(log);
    const ids = await recordAll(runtime, () => (runtime.readStatus()[0]?.term ?? 0) < 5);
    const events = await eventsOf(log);
    expectEachOnce(events, ids);
    expect(events.at(-1)?.term).toBeGreaterThanOrEqual(5);
  });
});
