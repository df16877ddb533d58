import type { Envelope } from '@rapporteur/contracts';
import { EMPTY_HEAD, type EventLog } from '@rapporteur/event-log';
import { Senders } from './asked.ts';
import type { History, Position } from './history.ts';
import { wronglyInvalid } from './justification.ts';
import { PartitionCheck, type Shown } from './partition-check.ts';
import { Findings, type Violation } from './violation.ts';

/** One partition's events in order, after the fold: as an array, or as they are read. */
export type EventStream = Iterable<Envelope> | AsyncIterable<Envelope>;

/** What is known of a history beside itself. */
export interface CheckOptions {
  /** Where partitions stood when the history began: what is recorded up to there is not asked who sent it. */
  readonly begins?: readonly Position[];
}

async function* eventsOfPartition(log: EventLog, partition: number): AsyncGenerator<Envelope> {
  const { signal } = new AbortController();
  for await (const { events } of log.read(partition, EMPTY_HEAD, { follow: false, signal })) {
    for (const { event } of events) yield event;
  }
}

/** Every partition of a log, as far as it goes now. */
export function eventsOf(log: EventLog): readonly AsyncIterable<Envelope>[] {
  return Array.from({ length: log.partitions }, (_, partition) =>
    eventsOfPartition(log, partition),
  );
}

function looksByPartition({ looks }: History): ReadonlyMap<number, Shown[]> {
  const shown = looks.filter((look): look is Shown => look.seen !== null);
  const sorted = shown.toSorted((a, b) => a.seen.position.pseq - b.seen.position.pseq);
  return Map.groupBy(sorted, ({ seen }) => seen.position.partition);
}

/** What no place in the log can show. */
function checkUnplaced(senders: Senders, partitions: number, findings: Findings): void {
  for (const asked of senders.lost) {
    const { commandId, position, repeated } = asked.answer;
    const told = repeated ? 'that it was recorded before' : 'that it is recorded';
    findings.add(
      'lost',
      position,
      `${asked.what} was told ${told} as ${commandId}, and the log does not hold it`,
    );
  }
  for (const asked of senders.all) {
    const wrong = wronglyInvalid(asked);
    if (wrong !== undefined)
      findings.add('unjustified', null, `${asked.what} was told ${asked.answer.kind}: ${wrong}`);
  }
  for (const partition of senders.partitions) {
    if (partition >= 0 && partition < partitions) continue;
    findings.add(
      'partition',
      null,
      `an answer speaks of partition ${partition} of a log with ${partitions}`,
    );
  }
}

/**
 * Proves from the log that everything clients were told is so: that every promise of {@link VIOLATIONS} was kept.
 * Answers what was broken, in the order of the log; empty: nothing. The log is read once, from its beginning; what is
 * held in memory is the history and the state of the record.
 */
export async function checkHistory(
  history: History,
  log: readonly EventStream[],
  { begins = [] }: CheckOptions = {},
): Promise<readonly Violation[]> {
  const findings = new Findings();
  const senders = new Senders(history.invocations);
  const looks = looksByPartition(history);
  for (const [partition, events] of log.entries()) {
    const check = new PartitionCheck({
      partition,
      partitions: log.length,
      begins: begins.find((position) => position.partition === partition)?.pseq ?? -1,
      senders,
      looks: looks.get(partition) ?? [],
      findings,
    });
    for await (const event of events) check.take(event);
    check.end();
  }
  checkUnplaced(senders, log.length, findings);
  return findings.violations;
}
