/** What must hold after each fault: held against the log itself, by several readers that share as little as possible. */
import { setTimeout as sleep } from 'node:timers/promises';
import { EMPTY_HEAD, type EventLog, type RecordedEvent } from '@rapporteur/event-log';
import { checkHistory, formatViolations } from '@rapporteur/testing/history';
import { readWithConsoleConsumer } from './console-consumer.ts';
import { type Figures, computeFigures } from './figures.ts';
import type { FaultFixture } from './fault-fixture.ts';

const KNOWN_WITHIN_MS = 15_000;
const READ_AGAIN_MS = 200;

/** What was found wrong after a fault, in words, and its figures. */
export interface FaultCheckResult {
  readonly errors: readonly string[];
  readonly figures: Figures;
}

/** Ends the load, and holds what clients and readers were told against the log; `rebuilt` is an empty database. */
export async function checkRecord(stage: FaultFixture, rebuilt: string): Promise<FaultCheckResult> {
  await stage.removeFaults();
  await stage.load.stop();
  const log = await readAcknowledged(stage);
  const events = log.map((partition) => partition.map(({ event }) => event));
  const { history } = stage.recorder;
  const ends = events.map((partition, number) => ({
    partition: number,
    pseq: partition.length - 1,
  }));
  await stage.readModels.waitUntilCaughtUp(ends);
  const violations = await checkHistory(history, events);
  const wrong = [
    ...(violations.length === 0 ? [] : formatViolations(violations).split('\n')),
    ...stage.load.hungCommands.map((sent) => `it got no outcome: ${JSON.stringify(sent)}`),
    ...stage.logMonitor.errors.map((fault) => `a follower met ${String(fault)}`),
    ...(await differencesOfReader(stage, log)),
    ...(await stage.readModels.findRebuildDifferences(rebuilt)).map(
      (name) => `${name} differs from what is made anew`,
    ),
  ];
  return {
    errors: wrong,
    figures: computeFigures(history, events, {
      kills: stage.kills,
      hung: stage.load.hungCommands.length,
    }),
  };
}

/**
 * The log, read again for a while where it ends before what was acknowledged: a broker that has just begun to lead may
 * not know yet that others have the last records too, and keeps them back.
 */
async function readAcknowledged({
  log,
  recorder,
}: FaultFixture): Promise<readonly (readonly RecordedEvent[])[]> {
  const deadline = Date.now() + KNOWN_WITHIN_MS;
  const told = recorder.history.invocations.flatMap(({ response: answer }) =>
    answer.kind === 'recorded' ? [answer.position] : [],
  );
  for (;;) {
    const read = await readLog(log);
    const isWhole = told.every(({ partition, pseq }) => (read[partition]?.length ?? 0) > pseq);
    if (isWhole || Date.now() > deadline) return read;
    await sleep(READ_AGAIN_MS);
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

/** Where Kafka's own console consumer, with a fold of the suite's own, tells another sequence. */
async function differencesOfReader(
  { brokers, topic }: FaultFixture,
  log: readonly (readonly RecordedEvent[])[],
): Promise<readonly string[]> {
  const records = await brokers.countRecords(topic);
  const views = await readWithConsoleConsumer(brokers.addresses, topic, log.length, records);
  return log.flatMap((events, partition) => {
    const seen = views[partition]?.events ?? [];
    const at = events.findIndex(
      ({ bytes }, pseq) => Buffer.from(bytes).toString('utf8') !== seen[pseq],
    );
    if (at < 0 && seen.length === events.length) return [];
    const counts = `${seen.length} events, not ${events.length}`;
    return [
      `the console consumer sees ${counts} in partition ${partition}; they differ from ${partition}:${at} on`,
    ];
  });
}
