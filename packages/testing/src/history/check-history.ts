import type { Envelope } from '@rapporteur/contracts';
import { EMPTY_HEAD, type EventLog } from '@rapporteur/event-log';
import { InvocationIndex } from './checked-invocation.ts';
import type { ClientHistory, HistoryPosition } from './history.ts';
import { explainWrongInvalid } from './response-justification.ts';
import { PartitionCheck, type SuccessfulRead } from './partition-check.ts';
import { ViolationCollector, type Violation } from './violation.ts';

/** One partition's events in order, after the fold: as an array, or as they are read. */
export type EventStream = Iterable<Envelope> | AsyncIterable<Envelope>;

/** What is known of a history beside itself. */
export interface CheckOptions {
  /** Where partitions stood when the history began: what is recorded up to there is not asked who sent it. */
  readonly startPositions?: readonly HistoryPosition[];
}

async function* eventsOfPartition(log: EventLog, partition: number): AsyncGenerator<Envelope> {
  const { signal } = new AbortController();
  for await (const { events } of log.read(partition, EMPTY_HEAD, { follow: false, signal })) {
    for (const { event } of events) yield event;
  }
}

/** Every partition of a log, as far as it goes now. */
export function readPartitions(log: EventLog): readonly AsyncIterable<Envelope>[] {
  return Array.from({ length: log.partitions }, (_, partition) =>
    eventsOfPartition(log, partition),
  );
}

function looksByPartition({ reads: looks }: ClientHistory): ReadonlyMap<number, SuccessfulRead[]> {
  const shown = looks.filter((look): look is SuccessfulRead => look.result !== null);
  const sorted = shown.toSorted((a, b) => a.result.position.pseq - b.result.position.pseq);
  return Map.groupBy(sorted, ({ result: seen }) => seen.position.partition);
}

/** What no place in the log can show. */
function checkUnplaced(
  senders: InvocationIndex,
  partitions: number,
  findings: ViolationCollector,
): void {
  for (const asked of senders.lostAcknowledgements) {
    const { commandId, position, repeated } = asked.response;
    const told = repeated ? 'that it was recorded before' : 'that it is recorded';
    findings.add(
      'lost',
      position,
      `${asked.label} was told ${told} as ${commandId}, and the log does not hold it`,
    );
  }
  for (const asked of senders.invocations) {
    const wrong = explainWrongInvalid(asked);
    if (wrong !== undefined)
      findings.add('unjustified', null, `${asked.label} was told ${asked.response.kind}: ${wrong}`);
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
  history: ClientHistory,
  log: readonly EventStream[],
  { startPositions: begins = [] }: CheckOptions = {},
): Promise<readonly Violation[]> {
  const findings = new ViolationCollector();
  const senders = new InvocationIndex(history.invocations);
  const looks = looksByPartition(history);
  for (const [partition, events] of log.entries()) {
    const check = new PartitionCheck({
      partition,
      partitions: log.length,
      startPseq: begins.find((position) => position.partition === partition)?.pseq ?? -1,
      invocations: senders,
      reads: looks.get(partition) ?? [],
      violations: findings,
    });
    for await (const event of events) check.addEvent(event);
    check.finish();
  }
  checkUnplaced(senders, log.length, findings);
  return findings.violations;
}
