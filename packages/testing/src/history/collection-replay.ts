import { CATALOGUE, type DecodedEvent, type Envelope } from '@rapporteur/contracts';
import type { LogPosition } from '@rapporteur/event-log';
import { type CollectionState, evolve, findLastRetraction } from '@rapporteur/domain';

/** A command that the replay contains. */
export interface KnownCommand {
  readonly hash: string;
  readonly eventCount: number;
  /** The position of its last event. */
  readonly position: LogPosition;
}

const SOURCE_PREFIX = '/collections/';

/** Returns the collection of an event's source; null for the log's own events. */
export function parseCollectionSource(source: string): string | null {
  return source.startsWith(SOURCE_PREFIX) ? source.slice(SOURCE_PREFIX.length) : null;
}

/** Returns the source of a collection's events. */
export function formatCollectionSource(collection: string): string {
  return SOURCE_PREFIX + collection;
}

/** One collection, folded from its events by the domain's rules. */
export class CollectionReplay {
  readonly #versions = new Map<string, number>();
  readonly #commands = new Map<string, KnownCommand>();
  /** By stream; those of the whole collection have the key ''. */
  readonly #events = new Map<string, string[]>();
  readonly #facts = new Map<string, Set<string>>();
  #state: CollectionState | undefined;

  get state(): CollectionState | undefined {
    return this.#state;
  }

  /** Returns the version of a stream; 0 without events. */
  version(stream: string): number {
    return this.#versions.get(stream) ?? 0;
  }

  /** Returns the event ids of a stream or of the collection. */
  events(stream = ''): readonly string[] {
    return this.#events.get(stream) ?? [];
  }

  /** Returns the ids of the facts of a stream or of the collection that are not retracted. */
  facts(stream = ''): ReadonlySet<string> {
    return this.#facts.get(stream) ?? new Set();
  }

  command(commandId: string): KnownCommand | undefined {
    return this.#commands.get(commandId);
  }

  /** Returns the id that a command has, or would have if it was recorded now. */
  resolveCommandId(commandId: string | undefined, hash: string): string {
    if (commandId !== undefined) return commandId;

    for (let repetition = 0; ; repetition += 1) {
      const id = repetition === 0 ? hash : `${hash}~${repetition}`;
      const known = this.#commands.get(id);
      if (known === undefined || this.#state === undefined) return id;
      const events = Array.from({ length: known.eventCount }, (_, index) => `${id}.${index + 1}`);
      if (findLastRetraction(this.#state, events) === undefined) return id;
    }
  }

  /** Adds the events of one command. Throws if the domain cannot fold them. */
  addCommand(commandId: string, events: readonly Envelope[], position: LogPosition): void {
    const hash = events[0]?.commandhash ?? '';
    this.#commands.set(commandId, { hash, eventCount: events.length, position });

    for (const event of events) {
      this.#versions.set(event.subject, event.streamversion);
      addToList(this.#events, '', event.id);
      addToList(this.#events, event.subject, event.id);
    }
    for (const event of events) this.#evolve(CATALOGUE.decode(event));
  }

  #evolve(event: DecodedEvent): void {
    const state = evolve(this.#state, event);
    this.#state = state;

    const { id, subject } = event.envelope;
    if (event.type === 'RecordRetracted') {
      const { target, restores } = event.data;
      this.#facts.get('')?.delete(target);
      this.#facts.get(state.facts.get(target)?.stream ?? '')?.delete(target);
      if (restores === null) return;
      addToSet(this.#facts, '', restores.event);
      addToSet(this.#facts, state.facts.get(restores.event)?.stream ?? '', restores.event);
    } else if (state.facts.has(id)) {
      addToSet(this.#facts, '', id);
      addToSet(this.#facts, subject, id);
    }
  }
}

function addToList(lists: Map<string, string[]>, key: string, id: string): void {
  const ids = lists.get(key);
  if (ids === undefined) lists.set(key, [id]);
  else ids.push(id);
}

function addToSet(sets: Map<string, Set<string>>, key: string, id: string): void {
  const ids = sets.get(key);
  if (ids === undefined) sets.set(key, new Set([id]));
  else ids.add(id);
}
