/**
 * The checks after each fault. Independent readers compare the log with the history of the clients.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { EMPTY_HEAD, type EventLog, type RecordedEvent } from '@rapporteur/event-log';
import { checkHistory, formatViolations } from '@rapporteur/testing/history';
import { readWithConsoleConsumer } from './console-consumer.ts';
import type { FaultFixture } from './fault-fixture.ts';
import { computeFigures, type Figures } from './figures.ts';

const COMPLETE_TIMEOUT_MS = 15_000;
const READ_INTERVAL_MS = 200;

/** The errors found after a fault, and its figures. */
export interface FaultCheckResult {
  readonly errors: readonly string[];
  readonly figures: Figures;
}

/**
 * Ends the load and checks the history against the log. `rebuildDatabase` is the URL of an empty
 * database.
 */
export async function checkRecord(
  fixture: FaultFixture,
  rebuildDatabase: string,
): Promise<FaultCheckResult> {
  const { load, logMonitor, readModels, recorder } = fixture;
  await fixture.removeFaults();
  await load.stop();

  const log = await readAcknowledged(fixture);
  const events = log.map((partition) => partition.map(({ event }) => event));
  const ends = events.map(({ length }, partition) => ({ partition, pseq: length - 1 }));
  await readModels.waitUntilCaughtUp(ends);

  const { history } = recorder;
  const violations = await checkHistory(history, events);
  const errors = [
    ...(violations.length === 0 ? [] : formatViolations(violations).split('\n')),
    ...load.hungCommands.map((command) => `no outcome: ${JSON.stringify(command)}`),
    ...logMonitor.errors.map((error) => `a follower failed: ${String(error)}`),
    ...(await findConsumerDifferences(fixture, log)),
    ...(await readModels.findRebuildDifferences(rebuildDatabase)).map(
      (name) => `${name} differs from its rebuild`,
    ),
  ];
  const counts = { kills: fixture.kills, hung: load.hungCommands.length };
  return { errors, figures: computeFigures(history, events, counts) };
}

/**
 * Reads the log, and repeats it for a while if acknowledged events are missing. A broker that has
 * just become the leader may not know yet that the last records are replicated, and does not return
 * them.
 */
async function readAcknowledged({
  log,
  recorder,
}: FaultFixture): Promise<readonly (readonly RecordedEvent[])[]> {
  const deadline = Date.now() + COMPLETE_TIMEOUT_MS;
  const acknowledged = recorder.history.invocations.flatMap(({ response }) =>
    response.kind === 'recorded' ? [response.position] : [],
  );

  for (;;) {
    const events = await readLog(log);
    const isComplete = acknowledged.every(
      ({ partition, pseq }) => (events[partition]?.length ?? 0) > pseq,
    );
    if (isComplete || Date.now() > deadline) return events;
    await sleep(READ_INTERVAL_MS);
  }
}

async function readLog(log: EventLog): Promise<readonly (readonly RecordedEvent[])[]> {
  const { signal } = new AbortController();
  const partitions = Array.from({ length: log.partitions }, async (_, partition) => {
    const events: RecordedEvent[] = [];
    for await (const batch of log.read(partition, EMPTY_HEAD, { follow: false, signal }))
      events.push(...batch.events);
    return events;
  });
  return Promise.all(partitions);
}

/** Compares the log with Kafka's own console consumer and an independent fold. */
async function findConsumerDifferences(
  { brokers, topic }: FaultFixture,
  log: readonly (readonly RecordedEvent[])[],
): Promise<readonly string[]> {
  const partitions = await readWithConsoleConsumer({
    brokers: brokers.addresses,
    topic,
    partitions: log.length,
    records: await brokers.countRecords(topic),
  });

  return log.flatMap((events, partition) => {
    const consumed = partitions[partition]?.events ?? [];
    const index = events.findIndex(
      ({ bytes }, pseq) => Buffer.from(bytes).toString('utf8') !== consumed[pseq],
    );
    if (index < 0 && consumed.length === events.length) return [];

    const counts = `${consumed.length} events, the log has ${events.length}`;
    return [
      `the console consumer reads ${counts}; first difference in partition ${partition}: ${index}`,
    ];
  });
}
