/**
 * Goes through one partition once, in order, with everything that clients asked of it at hand.
 * Invariants
 * 1. When a command is looked at, the record stands exactly before it: what is decided again is decided there.
 * 2. When an answer or a read is looked at, the record stands exactly at its position, and never within a command.
 * 3. What the log says is taken in whatever is wrong with it, so that a later place is judged by what stands there.
 */
import type { Command, Envelope } from '@rapporteur/contracts';
import type { Asked, Senders } from './asked.ts';
import { CommandCheck } from './command-check.ts';
import { type Look, type Position, type Positioned, printPosition, type Seen } from './history.ts';
import { unjustified } from './justification.ts';
import { LoggedCommand } from './logged-command.ts';
import { PartitionRecord } from './partition-record.ts';
import { RealTimeOrder } from './real-time.ts';
import { behind, seenDifference } from './seen-again.ts';
import { SequenceRules } from './sequence-rules.ts';
import type { Findings, ViolationKind } from './violation.ts';

/** A read that showed something. */
export type Shown = Look & { readonly seen: Seen };

/** What a partition is checked against. */
export interface PartitionCheckOptions {
  readonly partition: number;
  readonly partitions: number;
  /** Up to here the log was written before the history began, by whomever. */
  readonly begins: number;
  readonly senders: Senders;
  /** The reads of this partition, in the order of what they showed. */
  readonly looks: readonly Shown[];
  readonly findings: Findings;
}

/** What waits for its place in the log, in the order of the places. */
class Queue<T> {
  readonly #list: readonly T[];
  readonly #pseqOf: (one: T) => number;
  #taken = 0;

  constructor(list: readonly T[], pseqOf: (one: T) => number) {
    this.#list = list;
    this.#pseqOf = pseqOf;
  }

  /** Takes everything up to a place, inclusive. */
  upTo(pseq: number): readonly T[] {
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
  readonly #rules: SequenceRules;
  readonly #order: RealTimeOrder;
  readonly #record: PartitionRecord;
  readonly #commands: CommandCheck;
  readonly #answers: Queue<Asked<Positioned>>;
  readonly #looks: Queue<Shown>;
  #open: LoggedCommand | undefined;
  #end = -1;

  constructor(options: PartitionCheckOptions) {
    const { partition, partitions, senders, looks, findings } = options;
    this.#options = options;
    this.#rules = new SequenceRules(partition, partitions, findings);
    this.#order = new RealTimeOrder(findings);
    this.#record = new PartitionRecord(findings);
    this.#commands = new CommandCheck(this.#record, senders, findings);
    this.#answers = new Queue(senders.positioned(partition), ({ answer }) => answer.position.pseq);
    this.#looks = new Queue(looks, ({ seen }) => seen.position.pseq);
  }

  take(event: Envelope): void {
    this.#rules.take(event);
    if (this.#open?.add(event) === true) return;
    this.#close();
    this.#open = new LoggedCommand(this.#options.partition, event);
  }

  end(): void {
    this.#close();
    const end = printPosition({ partition: this.#options.partition, pseq: this.#end });
    this.#turnDown(Number.POSITIVE_INFINITY, `beyond the end of the log at ${end}`);
  }

  /** The command that was gathered is whole: the next event is another's. */
  #close(): void {
    const command = this.#open;
    if (command !== undefined) {
      const { position, firstPseq, collection } = command;
      this.#turnDown(position.pseq - 1, 'within a command, or at no event');
      command.check(this.#options.findings);
      this.#end = position.pseq;
      const isOurs = firstPseq > this.#options.begins;
      const placed =
        collection === null ? undefined : this.#commands.take(command, collection, isOurs);
      if (placed !== undefined) this.#order.takeCommand(placed);
    }
    for (const asked of this.#answers.upTo(this.#end)) this.#takeAnswer(asked);
    for (const look of this.#looks.upTo(this.#end)) this.#takeLook(look);
  }

  #find(kind: ViolationKind, position: Position, says: string): void {
    this.#options.findings.add(kind, position, says);
  }

  /** What rests on a place up to here rests on none that the record ever stood at. */
  #turnDown(pseq: number, where: string): void {
    for (const { answer, what } of this.#answers.upTo(pseq)) {
      this.#find(
        'unjustified',
        answer.position,
        `${what} was told ${answer.kind} on a place ${where}`,
      );
    }
    for (const look of this.#looks.upTo(pseq)) {
      this.#checkReached(look);
      this.#find(
        'read-differs',
        look.seen.position,
        `a read of ${look.client} saw a place ${where}`,
      );
    }
  }

  #takeAnswer(asked: Asked<Positioned>): void {
    const { invocation, answer, sent, what } = asked;
    const { position } = answer;
    const command = asked.readCommand();
    const collection = command?.collection ?? '';
    const wrong = command === null ? 'the command is malformed' : this.#wrongWith(asked, command);
    if (wrong !== undefined)
      this.#find('unjustified', position, `${what} was told ${answer.kind}: ${wrong}`);
    // A dry run may be answered by an instance that only follows, from what it has heard of the log.
    const invokedAt = sent.dryRun === true ? null : invocation.invokedAt;
    const { answeredAt } = invocation;
    this.#order.takeResting({
      what: `the answer to ${what}`,
      collection,
      position,
      invokedAt,
      answeredAt,
    });
  }

  #wrongWith(asked: Asked<Positioned>, command: Command): string | undefined {
    if (this.#record.isBroken(command.collection)) return undefined;
    return unjustified(asked, command, this.#record.replayOf(command.collection));
  }

  #checkReached({ client, question, seen }: Shown): void {
    const late = behind(question, seen);
    if (late !== undefined)
      this.#find('read-behind', seen.position, `a read of ${client}: ${late}`);
  }

  #takeLook(look: Shown): void {
    const { client, question, seen, invokedAt, answeredAt } = look;
    const { position } = seen;
    const what = `a read of ${client}`;
    this.#checkReached(look);
    const { collection } = question;
    const difference = this.#record.isBroken(collection)
      ? undefined
      : seenDifference(question, seen, this.#record.replayOf(collection));
    if (difference !== undefined) this.#find('read-differs', position, `${what}: ${difference}`);
    const asked = question.fresh === true ? invokedAt : null;
    this.#order.takeResting({ what, collection, position, invokedAt: asked, answeredAt });
  }
}
