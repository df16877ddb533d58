import type { Envelope } from '@rapporteur/contracts';
import { EMPTY_HEAD, type EventLog, type LogPosition } from '@rapporteur/event-log';
import type { ClientHistory } from './history.ts';
import { InvocationIndex } from './invocation-index.ts';
import { PartitionCheck, type SuccessfulRead } from './partition-check.ts';
import { explainWrongInvalid } from './response-justification.ts';
import { type Violation, ViolationCollector } from './violation.ts';

/** The accepted events of one partition in order: an array, or a stream. */
export type EventStream = Iterable<Envelope> | AsyncIterable<Envelope>;

/** Options of {@link checkHistory}. */
export interface CheckOptions {
  /**
   * The ends of the partitions when the history began. Commands up to there need no request in the
   * history.
   */
  readonly startPositions?: readonly LogPosition[];
}

async function* readPartition(log: EventLog, partition: number): AsyncGenerator<Envelope> {
  const { signal } = new AbortController();
  for await (const { events } of log.read(partition, EMPTY_HEAD, { follow: false, signal })) {
    for (const { event } of events) yield event;
  }
}

/** Returns the events of every partition of a log, up to its current end. */
export function readPartitions(log: EventLog): readonly AsyncIterable<Envelope>[] {
  return Array.from({ length: log.partitions }, (_, partition) => readPartition(log, partition));
}

function groupReads({ reads }: ClientHistory): ReadonlyMap<number, SuccessfulRead[]> {
  const successful = reads.filter((read): read is SuccessfulRead => read.result !== null);
  const sorted = successful.toSorted((a, b) => a.result.position.pseq - b.result.position.pseq);
  return Map.groupBy(sorted, ({ result }) => result.position.partition);
}

/** Checks everything that no position in the log can show. */
function checkWithoutPosition(
  index: InvocationIndex,
  partitions: number,
  violations: ViolationCollector,
): void {
  for (const { label, response } of index.lostAcknowledgements) {
    const { commandId, position, repeated } = response;
    const kind = repeated ? 'a repeated acknowledgement' : 'an acknowledgement';
    violations.add(
      'lost',
      position,
      `${label} got ${kind} as ${commandId}; the log has no such id`,
    );
  }

  for (const invocation of index.invocations) {
    const reason = explainWrongInvalid(invocation);
    if (reason === undefined) continue;
    violations.add(
      'unjustified',
      null,
      `${invocation.label} got ${invocation.response.kind}: ${reason}`,
    );
  }

  for (const partition of index.partitions) {
    if (partition >= 0 && partition < partitions) continue;
    const message = `a response refers to partition ${partition} of a log with ${partitions}`;
    violations.add('partition', null, message);
  }
}

/**
 * Compares a history with the log: every guarantee of {@link VIOLATIONS} must hold.
 * Returns the violations in the order of the log; an empty list if every guarantee holds.
 * The log is read once, from its beginning. Memory holds the history and the state of the record.
 */
export async function checkHistory(
  history: ClientHistory,
  log: readonly EventStream[],
  { startPositions = [] }: CheckOptions = {},
): Promise<readonly Violation[]> {
  const violations = new ViolationCollector();
  const invocations = new InvocationIndex(history.invocations);
  const reads = groupReads(history);

  for (const [partition, events] of log.entries()) {
    const start = startPositions.find((position) => position.partition === partition);
    const check = new PartitionCheck({
      partition,
      partitions: log.length,
      startPseq: start?.pseq ?? -1,
      invocations,
      reads: reads.get(partition) ?? [],
      violations,
    });
    for await (const event of events) check.addEvent(event);
    check.finish();
  }

  checkWithoutPosition(invocations, log.length, violations);
  return violations.violations;
}
