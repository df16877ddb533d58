/**
 * Goes through one partition once, in order, with everything that clients asked of it at hand.
 * Invariants
 * 1. When a command is looked at, the record stands exactly before it: what is decided again is decided there.
 * 2. When an answer or a read is looked at, the record stands exactly at its position, and never within a command.
 * 3. What the log says is taken in whatever is wrong with it, so that a later place is judged by what stands there.
 */
import type { Command, Envelope } from '@rapporteur/contracts';
import type { CheckedInvocation, InvocationIndex } from './checked-invocation.ts';
import { CommandCheck } from './command-check.ts';
import {
  type ReadInvocation,
  type HistoryPosition,
  type PositionedResponse,
  formatPosition,
  type ReadResult,
} from './history.ts';
import { explainUnjustified } from './response-justification.ts';
import { LoggedCommand } from './logged-command.ts';
import { PartitionReplay } from './partition-replay.ts';
import { RealTimeOrder } from './real-time-order.ts';
import { describeReadLag, describeReadDifference } from './read-difference.ts';
import { SequenceCheck } from './sequence-check.ts';
import type { ViolationCollector, ViolationKind } from './violation.ts';

/** A read that showed something. */
export type SuccessfulRead = ReadInvocation & { readonly result: ReadResult };

/** What a partition is checked against. */
export interface PartitionCheckOptions {
  readonly partition: number;
  readonly partitions: number;
  /** Up to here the log was written before the history began, by whomever. */
  readonly startPseq: number;
  readonly invocations: InvocationIndex;
  /** The reads of this partition, in the order of what they showed. */
  readonly reads: readonly SuccessfulRead[];
  readonly violations: ViolationCollector;
}

/** What waits for its place in the log, in the order of the places. */
class PositionQueue<T> {
  readonly #list: readonly T[];
  readonly #pseqOf: (one: T) => number;
  #taken = 0;

  constructor(list: readonly T[], pseqOf: (one: T) => number) {
    this.#list = list;
    this.#pseqOf = pseqOf;
  }

  /** Takes everything up to a place, inclusive. */
  takeUpTo(pseq: number): readonly T[] {
    const from = this.#taken;
    for (
      let one = this.#list[from];
      one !== undefined && this.#pseqOf(one) <= pseq;
      one = this.#list[this.#taken]
    ) {
      this.#taken += 1;
    }
    return this.#list.slice(from, this.#taken);
  }
}

/** Proves one partition's history from its events. */
export class PartitionCheck {
  readonly #options: PartitionCheckOptions;
  readonly #rules: SequenceCheck;
  readonly #order: RealTimeOrder;
  readonly #record: PartitionReplay;
  readonly #commands: CommandCheck;
  readonly #answers: PositionQueue<CheckedInvocation<PositionedResponse>>;
  readonly #looks: PositionQueue<SuccessfulRead>;
  #open: LoggedCommand | undefined;
  #end = -1;

  constructor(options: PartitionCheckOptions) {
    const {
      partition,
      partitions,
      invocations: senders,
      reads: looks,
      violations: findings,
    } = options;
    this.#options = options;
    this.#rules = new SequenceCheck(partition, partitions, findings);
    this.#order = new RealTimeOrder(findings);
    this.#record = new PartitionReplay(findings);
    this.#commands = new CommandCheck(this.#record, senders, findings);
    this.#answers = new PositionQueue(
      senders.positionedResponses(partition),
      ({ response: answer }) => answer.position.pseq,
    );
    this.#looks = new PositionQueue(looks, ({ result: seen }) => seen.position.pseq);
  }

  addEvent(event: Envelope): void {
    this.#rules.addEvent(event);
    if (this.#open?.addEvent(event) === true) return;
    this.#close();
    this.#open = new LoggedCommand(this.#options.partition, event);
  }

  finish(): void {
    this.#close();
    const end = formatPosition({ partition: this.#options.partition, pseq: this.#end });
    this.#turnDown(Number.POSITIVE_INFINITY, `beyond the end of the log at ${end}`);
  }

  /** The command that was gathered is whole: the next event is another's. */
  #close(): void {
    const command = this.#open;
    if (command !== undefined) {
      const { position, firstPseq, collection } = command;
      this.#turnDown(position.pseq - 1, 'within a command, or at no event');
      command.validate(this.#options.violations);
      this.#end = position.pseq;
      const isOurs = firstPseq > this.#options.startPseq;
      const placed =
        collection === null ? undefined : this.#commands.addCommand(command, collection, isOurs);
      if (placed !== undefined) this.#order.addCommand(placed);
    }
    for (const asked of this.#answers.takeUpTo(this.#end)) this.#takeAnswer(asked);
    for (const look of this.#looks.takeUpTo(this.#end)) this.#takeLook(look);
  }

  #find(kind: ViolationKind, position: HistoryPosition, says: string): void {
    this.#options.violations.add(kind, position, says);
  }

  /** What rests on a place up to here rests on none that the record ever stood at. */
  #turnDown(pseq: number, where: string): void {
    for (const { response: answer, label: what } of this.#answers.takeUpTo(pseq)) {
      this.#find(
        'unjustified',
        answer.position,
        `${what} was told ${answer.kind} on a place ${where}`,
      );
    }
    for (const look of this.#looks.takeUpTo(pseq)) {
      this.#checkReached(look);
      this.#find(
        'read-differs',
        look.result.position,
        `a read of ${look.client} saw a place ${where}`,
      );
    }
  }

  #takeAnswer(asked: CheckedInvocation<PositionedResponse>): void {
    const { invocation, response: answer, request: sent, label: what } = asked;
    const { position } = answer;
    const command = asked.readCommand();
    const collection = command?.collection ?? '';
    const wrong = command === null ? 'the command is malformed' : this.#wrongWith(asked, command);
    if (wrong !== undefined)
      this.#find('unjustified', position, `${what} was told ${answer.kind}: ${wrong}`);
    // A dry run may be answered by an instance that only follows, from what it has heard of the log.
    const invokedAt = sent.dryRun === true ? null : invocation.invokedAt;
    const { respondedAt: answeredAt } = invocation;
    this.#order.addObservation({
      label: `the answer to ${what}`,
      collection,
      position,
      invokedAt,
      respondedAt: answeredAt,
    });
  }

  #wrongWith(asked: CheckedInvocation<PositionedResponse>, command: Command): string | undefined {
    if (this.#record.isBroken(command.collection)) return undefined;
    return explainUnjustified(asked, command, this.#record.getReplay(command.collection));
  }

  #checkReached({ client, request: question, result: seen }: SuccessfulRead): void {
    const late = describeReadLag(question, seen);
    if (late !== undefined)
      this.#find('read-behind', seen.position, `a read of ${client}: ${late}`);
  }

  #takeLook(look: SuccessfulRead): void {
    const { client, request: question, result: seen, invokedAt, respondedAt: answeredAt } = look;
    const { position } = seen;
    const what = `a read of ${client}`;
    this.#checkReached(look);
    const { collection } = question;
    const difference = this.#record.isBroken(collection)
      ? undefined
      : describeReadDifference(question, seen, this.#record.getReplay(collection));
    if (difference !== undefined) this.#find('read-differs', position, `${what}: ${difference}`);
    const asked = question.fresh === true ? invokedAt : null;
    this.#order.addObservation({
      label: what,
      collection,
      position,
      invokedAt: asked,
      respondedAt: answeredAt,
    });
  }
}
