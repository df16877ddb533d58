import { CATALOGUE, type Envelope, type DecodedEvent, sha256Hex } from '@rapporteur/contracts';
import { type CollectionState, evolve, findLastRetraction } from '@rapporteur/domain';
import type { HistoryPosition } from './history.ts';

/** A command that stands in the log. */
export interface KnownCommand {
  readonly hash: string;
  readonly count: number;
  /** Of its last event. */
  readonly position: HistoryPosition;
}

const SOURCE_PREFIX = '/collections/';

/** The collection of an event's source; null for the log's own. */
export function parseCollectionSource(source: string): string | null {
  return source.startsWith(SOURCE_PREFIX) ? source.slice(SOURCE_PREFIX.length) : null;
}

/** The source of a collection's events. */
export function formatCollectionSource(collection: string): string {
  return SOURCE_PREFIX + collection;
}

/** One collection as its events so far tell it, folded by the domain's own rules. */
export class CollectionReplay {
  readonly #versions = new Map<string, number>();
  readonly #commands = new Map<string, KnownCommand>();
  /** By stream; those of the whole collection under ''. */
  readonly #events = new Map<string, string[]>();
  readonly #facts = new Map<string, Set<string>>();
  #state: CollectionState | undefined;

  get state(): CollectionState | undefined {
    return this.#state;
  }

  /** The version of a stream; 0 where it has no events. */
  version(stream: string): number {
    return this.#versions.get(stream) ?? 0;
  }

  /** The ids of a stream's events, or of the collection's. */
  events(stream = ''): readonly string[] {
    return this.#events.get(stream) ?? [];
  }

  /** The ids of a stream's facts that stand, or of the collection's. */
  facts(stream = ''): ReadonlySet<string> {
    return this.#facts.get(stream) ?? new Set();
  }

  command(commandId: string): KnownCommand | undefined {
    return this.#commands.get(commandId);
  }

  /** The id under which a command is known, or would be recorded now. */
  resolveCommandId(commandId: string | undefined, hash: string): string {
    if (commandId !== undefined) return commandId;
    let id = hash;
    for (;;) {
      const known = this.#commands.get(id);
      if (known === undefined || this.#state === undefined) return id;
      const events = Array.from({ length: known.count }, (_, index) => `${id}.${index + 1}`);
      const retraction = findLastRetraction(this.#state, events);
      if (retraction === undefined) return id;
      id = sha256Hex(`${hash}:${retraction}`);
    }
  }

  /** Takes one command's events in. @throws where the domain cannot fold them */
  addCommand(commandId: string, events: readonly Envelope[], position: HistoryPosition): void {
    this.#commands.set(commandId, {
      hash: events[0]?.commandhash ?? '',
      count: events.length,
      position,
    });
    for (const event of events) {
      this.#versions.set(event.subject, event.streamversion);
      list(this.#events, '', event.id);
      list(this.#events, event.subject, event.id);
    }
    for (const event of events) this.#evolve(CATALOGUE.decode(event));
  }

  #evolve(event: DecodedEvent): void {
    const state = evolve(this.#state, event);
    this.#state = state;
    const { id, subject } = event.envelope;
    if (event.type === 'RecordRetracted') {
      const { target } = event.data;
      this.#facts.get('')?.delete(target);
      this.#facts.get(state.facts.get(target)?.stream ?? '')?.delete(target);
    } else if (state.facts.has(id)) {
      enter(this.#facts, '', id);
      enter(this.#facts, subject, id);
    }
  }
}

function list(lists: Map<string, string[]>, key: string, id: string): void {
  const ids = lists.get(key);
  if (ids === undefined) lists.set(key, [id]);
  else ids.push(id);
}

function enter(sets: Map<string, Set<string>>, key: string, id: string): void {
  const ids = sets.get(key);
  if (ids === undefined) sets.set(key, new Set([id]));
  else ids.add(id);
}
