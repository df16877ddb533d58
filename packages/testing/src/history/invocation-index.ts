import { CheckedInvocation } from './checked-invocation.ts';
import type { Invocation, PositionedResponse, RecordedResponse } from './history.ts';
import type { LoggedCommand } from './logged-command.ts';

const POSITIONED_KINDS: Readonly<Record<PositionedResponse['kind'], true>> = {
  unchanged: true,
  wouldRecord: true,
  refused: true,
  conflict: true,
  differentContent: true,
};

/** The invocations of a history, found by the commands of the log. */
export class InvocationIndex {
  readonly invocations: readonly CheckedInvocation[];
  /** By collection and the client's own id. */
  readonly #byCommandId = new Map<string, CheckedInvocation[]>();
  /** By hash, if the client sent no id. */
  readonly #byHash = new Map<string, CheckedInvocation[]>();
  readonly #acknowledged = new Map<string, CheckedInvocation<RecordedResponse>[]>();
  readonly #positioned = new Map<number, CheckedInvocation<PositionedResponse>[]>();

  constructor(invocations: readonly Invocation[]) {
    this.invocations = invocations.map((invocation) => new CheckedInvocation(invocation));
    for (const invocation of this.invocations) this.#add(invocation);

    for (const list of this.#positioned.values())
      list.sort((a, b) => a.response.position.pseq - b.response.position.pseq);
  }

  /** Returns every invocation that requested to record this command, with any response. */
  findSenders({ collection, commandId, hash }: LoggedCommand): readonly CheckedInvocation[] {
    const sameId = this.#byCommandId.get(formatKey(collection ?? '', commandId)) ?? [];
    const named = sameId.filter((invocation) => invocation.hash === hash);
    const unnamed = this.#byHash.get(hash) ?? [];
    const senders = named.length > 0 && commandId !== hash ? named : [...named, ...unnamed];
    return senders.filter(({ request }) => request.dryRun !== true);
  }

  /**
   * Removes and returns the acknowledgements of a command. The acknowledgements that remain at the
   * end are lost.
   */
  takeAcknowledged({
    collection,
    commandId,
  }: LoggedCommand): readonly CheckedInvocation<RecordedResponse>[] {
    const key = formatKey(collection ?? '', commandId);
    const acknowledged = this.#acknowledged.get(key) ?? [];
    this.#acknowledged.delete(key);
    return acknowledged;
  }

  /** The acknowledgements of commands that are not in the log. */
  get lostAcknowledgements(): readonly CheckedInvocation<RecordedResponse>[] {
    return [...this.#acknowledged.values()].flat();
  }

  /** Returns the responses that are based on a state of this partition, in the order of the log. */
  positionedResponses(partition: number): readonly CheckedInvocation<PositionedResponse>[] {
    return this.#positioned.get(partition) ?? [];
  }

  /** The partitions that responses refer to. */
  get partitions(): readonly number[] {
    return [...this.#positioned.keys()];
  }

  #add(invocation: CheckedInvocation): void {
    const { commandId, body } = invocation.request;
    if (commandId === undefined) addTo(this.#byHash, invocation.hash, invocation);
    else addTo(this.#byCommandId, formatKey(getCollection(body), commandId), invocation);

    if (isAcknowledged(invocation)) {
      const { response } = invocation;
      addTo(this.#acknowledged, formatKey(response.collection, response.commandId), invocation);
    }
    if (isPositioned(invocation))
      addTo(this.#positioned, invocation.response.position.partition, invocation);
  }
}

function isAcknowledged(
  invocation: CheckedInvocation,
): invocation is CheckedInvocation<RecordedResponse> {
  return invocation.response.kind === 'recorded';
}

function isPositioned(
  invocation: CheckedInvocation,
): invocation is CheckedInvocation<PositionedResponse> {
  return invocation.response.kind in POSITIONED_KINDS;
}

function addTo<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function formatKey(collection: string, commandId: string): string {
  return `${collection} ${commandId}`;
}

function getCollection(body: unknown): string {
  return typeof body === 'object' && body !== null && 'collection' in body
    ? String(body.collection)
    : '';
}
