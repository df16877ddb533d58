/**
 * Checks one partition in a single pass. Tests: check-history.spec.ts, one case for each violation.
 * Invariants
 * 1. A command is checked on the state exactly before it.
 * 2. A response or read is checked on the state exactly at its position, never within a command.
 * 3. Every event is added to the replay even if it violates a guarantee, so that later positions
 *    are checked correctly.
 */
import type { Command, Envelope } from '@rapporteur/contracts';
import { formatLogPosition, type LogPosition } from '@rapporteur/event-log';
import type { CheckedInvocation } from './checked-invocation.ts';
import { CommandCheck } from './command-check.ts';
import { type PositionedResponse, type ReadInvocation, type ReadResult } from './history.ts';
import type { InvocationIndex } from './invocation-index.ts';
import { LoggedCommand } from './logged-command.ts';
import { PartitionReplay } from './partition-replay.ts';
import { describeReadDifference, describeReadLag } from './read-difference.ts';
import { RealTimeOrder } from './real-time-order.ts';
import { explainUnjustified } from './response-justification.ts';
import { SequenceCheck } from './sequence-check.ts';
import type { ViolationCollector, ViolationKind } from './violation.ts';

/** A read with a result. */
export type SuccessfulRead = ReadInvocation & { readonly result: ReadResult };

/** Options of {@link PartitionCheck}. */
export interface PartitionCheckOptions {
  readonly partition: number;
  readonly partitions: number;
  /** The end of the partition when the history began; earlier commands need no request. */
  readonly startPseq: number;
  readonly invocations: InvocationIndex;
  /** The reads of this partition, in the order of their positions. */
  readonly reads: readonly SuccessfulRead[];
  readonly violations: ViolationCollector;
}

/** Entries that wait for their position in the log, in the order of positions. */
class PositionQueue<T> {
  readonly #entries: readonly T[];
  readonly #getPseq: (entry: T) => number;
  #takenCount = 0;

  constructor(entries: readonly T[], getPseq: (entry: T) => number) {
    this.#entries = entries;
    this.#getPseq = getPseq;
  }

  /** Removes and returns the entries up to a position, inclusive. */
  takeUpTo(pseq: number): readonly T[] {
    const start = this.#takenCount;
    const isDue = (entry: T | undefined): boolean =>
      entry !== undefined && this.#getPseq(entry) <= pseq;
    while (isDue(this.#entries[this.#takenCount])) this.#takenCount += 1;
    return this.#entries.slice(start, this.#takenCount);
  }
}

/** Checks the history of one partition against its events. */
export class PartitionCheck {
  readonly #options: PartitionCheckOptions;
  readonly #sequence: SequenceCheck;
  readonly #order: RealTimeOrder;
  readonly #replay: PartitionReplay;
  readonly #commands: CommandCheck;
  readonly #responses: PositionQueue<CheckedInvocation<PositionedResponse>>;
  readonly #reads: PositionQueue<SuccessfulRead>;
  #current: LoggedCommand | undefined;
  #endPseq = -1;

  constructor(options: PartitionCheckOptions) {
    const { partition, partitions, invocations, reads, violations } = options;
    this.#options = options;
    this.#sequence = new SequenceCheck(partition, partitions, violations);
    this.#order = new RealTimeOrder(violations);
    this.#replay = new PartitionReplay(violations);
    this.#commands = new CommandCheck(this.#replay, invocations, violations);
    this.#responses = new PositionQueue(
      invocations.positionedResponses(partition),
      ({ response }) => response.position.pseq,
    );
    this.#reads = new PositionQueue(reads, ({ result }) => result.position.pseq);
  }

  addEvent(event: Envelope): void {
    this.#sequence.addEvent(event);
    if (this.#current?.addEvent(event) === true) return;
    this.#completeCommand();
    this.#current = new LoggedCommand(this.#options.partition, event);
  }

  finish(): void {
    this.#completeCommand();
    const end = formatLogPosition({ partition: this.#options.partition, pseq: this.#endPseq });
    this.#reportUnreachable(Number.POSITIVE_INFINITY, `beyond the end of the log at ${end}`);
  }

  #completeCommand(): void {
    const command = this.#current;
    if (command !== undefined) {
      const { position, firstPseq, collection } = command;
      this.#reportUnreachable(position.pseq - 1, 'within a command, or at no event');
      command.validate(this.#options.violations);
      this.#endPseq = position.pseq;

      const isInHistory = firstPseq > this.#options.startPseq;
      const operation =
        collection === null
          ? undefined
          : this.#commands.addCommand(command, collection, isInHistory);
      if (operation !== undefined) this.#order.addCommand(operation);
    }

    for (const invocation of this.#responses.takeUpTo(this.#endPseq))
      this.#checkResponse(invocation);
    for (const read of this.#reads.takeUpTo(this.#endPseq)) this.#checkRead(read);
  }

  #report(kind: ViolationKind, position: LogPosition, message: string): void {
    this.#options.violations.add(kind, position, message);
  }

  /** Reports responses and reads at positions where the record never was. */
  #reportUnreachable(pseq: number, place: string): void {
    for (const { response, label } of this.#responses.takeUpTo(pseq)) {
      const message = `${label} got ${response.kind} at a position ${place}`;
      this.#report('unjustified', response.position, message);
    }
    for (const read of this.#reads.takeUpTo(pseq)) {
      this.#checkLag(read);
      const message = `a read of ${read.client} has a position ${place}`;
      this.#report('read-differs', read.result.position, message);
    }
  }

  #checkResponse(invocation: CheckedInvocation<PositionedResponse>): void {
    const { response, request, label } = invocation;
    const { position } = response;
    const command = invocation.parseCommand();
    const reason =
      command === null ? 'the command is malformed' : this.#explainWrong(invocation, command);
    if (reason !== undefined)
      this.#report('unjustified', position, `${label} got ${response.kind}: ${reason}`);

    // A follower may respond to a dry run, from its possibly older state.
    const invokedAt = request.dryRun === true ? null : invocation.invocation.invokedAt;
    this.#order.addObservation({
      label: `the response to ${label}`,
      collection: command?.collection ?? '',
      position,
      invokedAt,
      respondedAt: invocation.invocation.respondedAt,
    });
  }

  #explainWrong(
    invocation: CheckedInvocation<PositionedResponse>,
    command: Command,
  ): string | undefined {
    if (this.#replay.isBroken(command.collection)) return undefined;
    return explainUnjustified(invocation, command, this.#replay.getReplay(command.collection));
  }

  #checkLag({ client, request, result }: SuccessfulRead): void {
    const lag = describeReadLag(request, result);
    if (lag !== undefined)
      this.#report('read-behind', result.position, `a read of ${client}: ${lag}`);
  }

  #checkRead(read: SuccessfulRead): void {
    const { client, request, result, respondedAt } = read;
    const { collection } = request;
    const { position } = result;
    const label = `a read of ${client}`;
    this.#checkLag(read);

    const difference = this.#replay.isBroken(collection)
      ? undefined
      : describeReadDifference(request, result, this.#replay.getReplay(collection));
    if (difference !== undefined) this.#report('read-differs', position, `${label}: ${difference}`);

    const invokedAt = request.fresh === true ? read.invokedAt : null;
    this.#order.addObservation({ label, collection, position, invokedAt, respondedAt });
  }
}
