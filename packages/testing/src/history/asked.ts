import { type Command, COMMANDS, hashCommand } from '@rapporteur/contracts';
import type { Answer, Invocation, Positioned, Sent, ToldRecorded } from './history.ts';
import type { LoggedCommand } from './logged-command.ts';

/** An invocation as the checker reads it. */
export class Asked<A extends Answer = Answer> {
  readonly invocation: Invocation & { readonly answer: A };
  readonly hash: string;

  constructor(invocation: Invocation & { readonly answer: A }) {
    this.invocation = invocation;
    this.hash = hashCommand(invocation.sent.name, invocation.sent.body);
  }

  get sent(): Sent {
    return this.invocation.sent;
  }

  get answer(): A {
    return this.invocation.answer;
  }

  /** The command that was meant; null where it is malformed. Read anew: to keep them all takes more than the log. */
  readCommand(): Command | null {
    const parsed = COMMANDS.get(this.sent.name)?.parse(this.sent.body);
    return parsed?.ok === true ? parsed.command : null;
  }

  /** `w-17 (CorrectRecord) of ana` */
  get what(): string {
    const { commandId = this.hash.slice(0, 12), name } = this.sent;
    return `${commandId} (${name}) of ${this.invocation.client}`;
  }

  /** Whether nobody knows what became of it: it may be recorded, or not. */
  get isOpen(): boolean {
    return (
      this.sent.dryRun !== true &&
      (this.answer.kind === 'unavailable' || this.answer.kind === 'unknown')
    );
  }

  /** Whether it may be this very invocation that recorded the command. */
  mayHaveRecorded(commandId: string): boolean {
    return this.isOpen || (this.answer.kind === 'recorded' && this.answer.commandId === commandId);
  }
}

const POSITIONED: Readonly<Record<Positioned['kind'], true>> = {
  unchanged: true,
  wouldRecord: true,
  refused: true,
  conflict: true,
  differentContent: true,
};

function toldRecorded(asked: Asked): asked is Asked<ToldRecorded> {
  return asked.answer.kind === 'recorded';
}

function toldPositioned(asked: Asked): asked is Asked<Positioned> {
  return asked.answer.kind in POSITIONED;
}

function gather<T>(map: Map<string, T[]>, key: string, one: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [one]);
  else list.push(one);
}

function keyOf(collection: string, commandId: string): string {
  return `${collection} ${commandId}`;
}

function collectionIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'collection' in body
    ? String(body.collection)
    : '';
}

/** Who asked what: found by what stands in the log. */
export class Senders {
  readonly all: readonly Asked[];
  /** By collection and the sender's own id. */
  readonly #named = new Map<string, Asked[]>();
  /** By hash, where the sender gave no id. */
  readonly #unnamed = new Map<string, Asked[]>();
  readonly #acknowledged = new Map<string, Asked<ToldRecorded>[]>();
  readonly #positioned = new Map<number, Asked<Positioned>[]>();

  constructor(invocations: readonly Invocation[]) {
    this.all = invocations.map((invocation) => new Asked(invocation));
    for (const asked of this.all) this.#enter(asked);
    for (const list of this.#positioned.values()) {
      list.sort((a, b) => a.answer.position.pseq - b.answer.position.pseq);
    }
  }

  /** Everyone who sent this command to be recorded, whatever they were told. */
  sendersOf({ collection, commandId, hash }: LoggedCommand): readonly Asked[] {
    const sameId = this.#named.get(keyOf(collection ?? '', commandId)) ?? [];
    const named = sameId.filter((asked) => asked.hash === hash);
    const unnamed = this.#unnamed.get(hash) ?? [];
    const senders = named.length > 0 && commandId !== hash ? named : [...named, ...unnamed];
    return senders.filter(({ sent }) => sent.dryRun !== true);
  }

  /** Everyone who was told that the log holds it. Asked once for each command: those never asked for are lost. */
  takeAcknowledged({ collection, commandId }: LoggedCommand): readonly Asked<ToldRecorded>[] {
    const key = keyOf(collection ?? '', commandId);
    const told = this.#acknowledged.get(key) ?? [];
    this.#acknowledged.delete(key);
    return told;
  }

  /** Those who were told that something is in the log which is not. */
  get lost(): readonly Asked<ToldRecorded>[] {
    return [...this.#acknowledged.values()].flat();
  }

  /** The answers that rest on a state of this partition, in the order of the log. */
  positioned(partition: number): readonly Asked<Positioned>[] {
    return this.#positioned.get(partition) ?? [];
  }

  /** The partitions that answers speak of. */
  get partitions(): readonly number[] {
    return [...this.#positioned.keys()];
  }

  #enter(asked: Asked): void {
    const { commandId, body } = asked.sent;
    if (commandId === undefined) gather(this.#unnamed, asked.hash, asked);
    else gather(this.#named, keyOf(collectionIn(body), commandId), asked);
    if (toldRecorded(asked))
      gather(this.#acknowledged, keyOf(asked.answer.collection, asked.answer.commandId), asked);
    if (toldPositioned(asked)) {
      const { partition } = asked.answer.position;
      const list = this.#positioned.get(partition);
      if (list === undefined) this.#positioned.set(partition, [asked]);
      else list.push(asked);
    }
  }
}
