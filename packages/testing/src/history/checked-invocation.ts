import { type Command, COMMANDS, hashCommand } from '@rapporteur/contracts';
import type {
  ClientResponse,
  Invocation,
  PositionedResponse,
  CommandRequest,
  RecordedResponse,
} from './history.ts';
import type { LoggedCommand } from './logged-command.ts';

/** An invocation as the checker reads it. */
export class CheckedInvocation<A extends ClientResponse = ClientResponse> {
  readonly invocation: Invocation & { readonly response: A };
  readonly hash: string;

  constructor(invocation: Invocation & { readonly response: A }) {
    this.invocation = invocation;
    this.hash = hashCommand(invocation.request.name, invocation.request.body);
  }

  get request(): CommandRequest {
    return this.invocation.request;
  }

  get response(): A {
    return this.invocation.response;
  }

  /** The command that was meant; null where it is malformed. Read anew: to keep them all takes more than the log. */
  readCommand(): Command | null {
    const parsed = COMMANDS.get(this.request.name)?.parse(this.request.body);
    return parsed?.ok === true ? parsed.command : null;
  }

  /** `w-17 (CorrectRecord) of ana` */
  get label(): string {
    const { commandId = this.hash.slice(0, 12), name } = this.request;
    return `${commandId} (${name}) of ${this.invocation.client}`;
  }

  /** Whether nobody knows what became of it: it may be recorded, or not. */
  get isIndeterminate(): boolean {
    return (
      this.request.dryRun !== true &&
      (this.response.kind === 'unavailable' || this.response.kind === 'unknown')
    );
  }

  /** Whether it may be this very invocation that recorded the command. */
  mayHaveRecorded(commandId: string): boolean {
    return (
      this.isIndeterminate ||
      (this.response.kind === 'recorded' && this.response.commandId === commandId)
    );
  }
}

const POSITIONED: Readonly<Record<PositionedResponse['kind'], true>> = {
  unchanged: true,
  wouldRecord: true,
  refused: true,
  conflict: true,
  differentContent: true,
};

function toldRecorded(asked: CheckedInvocation): asked is CheckedInvocation<RecordedResponse> {
  return asked.response.kind === 'recorded';
}

function toldPositioned(asked: CheckedInvocation): asked is CheckedInvocation<PositionedResponse> {
  return asked.response.kind in POSITIONED;
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
export class InvocationIndex {
  readonly invocations: readonly CheckedInvocation[];
  /** By collection and the sender's own id. */
  readonly #named = new Map<string, CheckedInvocation[]>();
  /** By hash, where the sender gave no id. */
  readonly #unnamed = new Map<string, CheckedInvocation[]>();
  readonly #acknowledged = new Map<string, CheckedInvocation<RecordedResponse>[]>();
  readonly #positioned = new Map<number, CheckedInvocation<PositionedResponse>[]>();

  constructor(invocations: readonly Invocation[]) {
    this.invocations = invocations.map((invocation) => new CheckedInvocation(invocation));
    for (const asked of this.invocations) this.#enter(asked);
    for (const list of this.#positioned.values()) {
      list.sort((a, b) => a.response.position.pseq - b.response.position.pseq);
    }
  }

  /** Everyone who sent this command to be recorded, whatever they were told. */
  findSenders({ collection, commandId, hash }: LoggedCommand): readonly CheckedInvocation[] {
    const sameId = this.#named.get(keyOf(collection ?? '', commandId)) ?? [];
    const named = sameId.filter((asked) => asked.hash === hash);
    const unnamed = this.#unnamed.get(hash) ?? [];
    const senders = named.length > 0 && commandId !== hash ? named : [...named, ...unnamed];
    return senders.filter(({ request: sent }) => sent.dryRun !== true);
  }

  /** Everyone who was told that the log holds it. Asked once for each command: those never asked for are lost. */
  takeAcknowledged({
    collection,
    commandId,
  }: LoggedCommand): readonly CheckedInvocation<RecordedResponse>[] {
    const key = keyOf(collection ?? '', commandId);
    const told = this.#acknowledged.get(key) ?? [];
    this.#acknowledged.delete(key);
    return told;
  }

  /** Those who were told that something is in the log which is not. */
  get lostAcknowledgements(): readonly CheckedInvocation<RecordedResponse>[] {
    return [...this.#acknowledged.values()].flat();
  }

  /** The answers that rest on a state of this partition, in the order of the log. */
  positionedResponses(partition: number): readonly CheckedInvocation<PositionedResponse>[] {
    return this.#positioned.get(partition) ?? [];
  }

  /** The partitions that answers speak of. */
  get partitions(): readonly number[] {
    return [...this.#positioned.keys()];
  }

  #enter(asked: CheckedInvocation): void {
    const { commandId, body } = asked.request;
    if (commandId === undefined) gather(this.#unnamed, asked.hash, asked);
    else gather(this.#named, keyOf(collectionIn(body), commandId), asked);
    if (toldRecorded(asked))
      gather(this.#acknowledged, keyOf(asked.response.collection, asked.response.commandId), asked);
    if (toldPositioned(asked)) {
      const { partition } = asked.response.position;
      const list = this.#positioned.get(partition);
      if (list === undefined) this.#positioned.set(partition, [asked]);
      else list.push(asked);
    }
  }
}
