import { type DomainEvent, formatEventId, parseEventId } from '@rapporteur/contracts';
import {
  type Amendment,
  type CollectionState,
  type CorrectedFact,
  type CurrentFact,
  IdIndex,
  type IdIndexChanges,
  type MapBase,
  type MapChanges,
  PersistentMap,
  type RecordedConflict,
  type RetractionMark,
} from '@rapporteur/domain';
import type { CollectionWriteState, CommandEntry } from '../partition-state.ts';
import { type RecordCodec, seal, unseal } from './record-codec.ts';
import { type StateStore, type StoreChange, StateStoreError } from './state-store.ts';
import { formatEventKey, formatStoreKey, type StoreTable } from './store-keys.ts';
import { StoredLists } from './stored-lists.ts';

/** The values of a collection that are not maps. */
export type StoredCollectionValues = Pick<CollectionState, 'opened' | 'retractions'>;

/** An event as it is stored under its sequence number. */
interface EventRecord {
  /** Its number in its command. */
  readonly n: number;
  /** The id of its command: only the first event has it. */
  readonly command?: string;
  readonly fact?: {
    readonly stream: string;
    readonly type: DomainEvent['type'];
    readonly data: DomainEvent['data'];
    readonly retracted?: RetractionMark;
  };
  readonly amendment?: Amendment;
}

/** The decoded events that are kept, so that one decision decodes an event once. */
const RECENT_MAX = 1_000;
/** The values of one table that are kept between two writes; most are asked for and not there. */
const RECENT_VALUES_MAX = 20_000;

function encodeCommand(id: string, { hash, first, count }: CommandEntry): Buffer {
  const bytes = Buffer.alloc(hash === id ? 8 : 40);
  bytes.writeUInt32LE(first, 0);
  bytes.writeUInt32LE(count, 4);
  if (hash !== id) bytes.write(hash, 8, 'hex');
  return seal(bytes);
}

function decodeCommand(id: string, sealed: Uint8Array): CommandEntry {
  const bytes = unseal(sealed);
  return {
    hash: bytes.length === 8 ? id : bytes.toString('hex', 8),
    first: bytes.readUInt32LE(0),
    count: bytes.readUInt32LE(4),
  };
}

/** One collection in a state store. */
export class StoredCollection {
  readonly #store: StateStore;
  readonly #codec: RecordCodec;
  readonly #collection: string;
  readonly #lists: StoredLists;
  readonly #recent = new Map<number, EventRecord>();
  readonly #recentValues: Map<string, unknown>[] = [];
  readonly #commands = this.#createBase('command', decodeCommand);
  readonly #versions = this.#createBase<number>('version');
  readonly #corrected = this.#createBase<CorrectedFact>('corrected');
  readonly #skipped = this.#createBase<string>('skipped');
  readonly #conflicts = this.#createBase<RecordedConflict>('conflict');
  readonly #conflictsOfFact = this.#createBase<readonly string[]>('conflictsOfFact');

  constructor(store: StateStore, codec: RecordCodec, collection: string) {
    this.#store = store;
    this.#codec = codec;
    this.#collection = collection;
    this.#lists = new StoredLists(store, collection);
  }

  /** Returns the collection as it is stored. */
  createState(values: StoredCollectionValues): CollectionWriteState {
    const state: CollectionState = {
      opened: values.opened,
      retractions: values.retractions,
      facts: PersistentMap.over({ get: (id) => this.#readFact(id) }),
      amendments: PersistentMap.over({ get: (id) => this.#findEvent(id)?.amendment }),
      index: IdIndex.over({
        newest: (key) => this.#listIds(key),
        oldest: (key) => this.#findOldestId(key),
        has: (key) => this.#lists.has(key),
      }),
      corrected: PersistentMap.over(this.#corrected),
      skipped: PersistentMap.over(this.#skipped),
      conflicts: {
        all: PersistentMap.over(this.#conflicts),
        byFact: PersistentMap.over({ get: (id) => this.#findConflictsOfFact(id) }),
      },
    };
    return {
      state,
      versions: PersistentMap.over(this.#versions),
      commands: PersistentMap.over(this.#commands),
    };
  }

  /** Returns the changes of the store that make these changes of the collection. */
  *encodeChanges(changes: CollectionChanges): Generator<StoreChange> {
    const toNumber = (id: string): number => {
      const { commandId, number: n } = parseEventId(id);
      const entry = changes.commands.get(commandId) ?? this.#commands.get(commandId);
      if (entry === undefined) throw new Error(`The event ${id} must be one of a command.`);
      return entry.first + n - 1;
    };
    yield* this.#encodeMap('version', changes.versions);
    yield* this.#encodeMap('corrected', changes.corrected);
    yield* this.#encodeMap('skipped', changes.skipped);
    yield* this.#encodeMap('conflict', changes.conflicts);
    yield* this.#encodeMap('conflictsOfFact', changes.conflictsOfFact);
    for (const [id, entry] of changes.commands) {
      const key = formatStoreKey('command', this.#collection, id);
      yield [key, entry && encodeCommand(id, entry)];
    }
    const { facts, amendments } = changes;
    for (const id of new Set([...facts.keys(), ...amendments.keys()])) {
      // Anything that did not change since is as it is stored.
      const fact = facts.get(id) ?? this.#readFact(id);
      const amendment = amendments.get(id) ?? this.#findEvent(id)?.amendment;
      const event = toEventRecord(id, fact, amendment);
      yield [formatEventKey(toNumber(id)), this.#codec.encode(event)];
    }
    for (const [key, newest] of changes.lists)
      if (newest !== undefined) yield* this.#lists.encodeChanges(key, newest, toNumber);
  }

  /** Forgets what was read before a write. */
  forgetRead(): void {
    this.#recent.clear();
    for (const values of this.#recentValues) values.clear();
    this.#lists.forgetRead();
  }

  *#encodeMap<V>(table: StoreTable, map: MapChanges<string, V>): Generator<StoreChange> {
    for (const [key, value] of map) {
      const encoded = value === undefined ? undefined : this.#codec.encode(value);
      yield [formatStoreKey(table, this.#collection, key), encoded];
    }
  }

  #createBase<V>(
    table: StoreTable,
    decode = (_key: string, value: Uint8Array): V => this.#codec.decode<V>(value),
  ): MapBase<string, V> {
    const recent = new Map<string, V | undefined>();
    this.#recentValues.push(recent);
    return {
      get: (key) => {
        const known = recent.get(key);
        if (known !== undefined || recent.has(key)) return known;
        const stored = this.#store.get(formatStoreKey(table, this.#collection, key));
        const value = stored === undefined ? undefined : decode(key, stored);
        if (recent.size >= RECENT_VALUES_MAX) recent.clear();
        recent.set(key, value);
        return value;
      },
    };
  }

  /** A fact is stored with its command: of a new command nothing need be looked up. */
  #findConflictsOfFact(id: string): readonly string[] | undefined {
    const { commandId } = parseEventId(id);
    const isStored = this.#commands.get(commandId) !== undefined;
    return isStored ? this.#conflictsOfFact.get(id) : undefined;
  }

  #readFact(id: string): CurrentFact | undefined {
    const fact = this.#findEvent(id)?.fact;
    if (fact === undefined) return undefined;
    const { stream, type, data, retracted } = fact;
    const event = { type, data } as DomainEvent;
    return { id, stream, event, ...(retracted === undefined ? {} : { retracted }) };
  }

  #findEvent(id: string): EventRecord | undefined {
    const { commandId, number: n } = parseEventId(id);
    const entry = this.#commands.get(commandId);
    if (entry === undefined || !(n >= 1 && n <= entry.count)) return undefined;
    return this.#readEvent(entry.first + n - 1);
  }

  #readEvent(pseq: number): EventRecord | undefined {
    const known = this.#recent.get(pseq);
    if (known !== undefined) return known;
    const value = this.#store.get(formatEventKey(pseq));
    if (value === undefined) return undefined;
    const event = this.#codec.decode<EventRecord>(value);
    if (this.#recent.size >= RECENT_MAX) this.#recent.clear();
    this.#recent.set(pseq, event);
    return event;
  }

  *#listIds(key: string): Generator<string> {
    for (const pseq of this.#lists.newest(key)) yield this.#readEventId(pseq);
  }

  #findOldestId(key: string): string | undefined {
    const pseq = this.#lists.findOldest(key);
    return pseq === undefined ? undefined : this.#readEventId(pseq);
  }

  #readEventId(pseq: number): string {
    const n = this.#readEvent(pseq)?.n ?? 1;
    const command = this.#readEvent(pseq - n + 1)?.command;
    if (command === undefined)
      throw new StateStoreError(`The state store lacks the command of event ${pseq}.`);
    return formatEventId({ commandId: command, number: n });
  }
}

function toEventRecord(
  id: string,
  fact: CurrentFact | undefined,
  amendment: Amendment | undefined,
): EventRecord {
  const { commandId, number: n } = parseEventId(id);
  return {
    n,
    ...(n === 1 && { command: commandId }),
    ...(fact !== undefined && {
      fact: {
        stream: fact.stream,
        type: fact.event.type,
        data: fact.event.data,
        ...(fact.retracted !== undefined && { retracted: fact.retracted }),
      },
    }),
    ...(amendment !== undefined && { amendment }),
  };
}

/** The changes of a collection since its base. */
export interface CollectionChanges {
  readonly versions: MapChanges<string, number>;
  readonly commands: MapChanges<string, CommandEntry>;
  readonly facts: MapChanges<string, CurrentFact>;
  readonly amendments: MapChanges<string, Amendment>;
  readonly corrected: MapChanges<string, CorrectedFact>;
  readonly skipped: MapChanges<string, string>;
  readonly conflicts: MapChanges<string, RecordedConflict>;
  readonly conflictsOfFact: MapChanges<string, readonly string[]>;
  readonly lists: IdIndexChanges;
}

/** Returns the changes of a collection; undefined if it has none. */
export function listCollectionChanges({
  state,
  versions,
  commands,
}: CollectionWriteState): CollectionChanges | undefined {
  if (state === undefined) return undefined;
  const changes: CollectionChanges = {
    versions: versions.listChanges(),
    commands: commands.listChanges(),
    facts: state.facts.listChanges(),
    amendments: state.amendments.listChanges(),
    corrected: state.corrected.listChanges(),
    skipped: state.skipped.listChanges(),
    conflicts: state.conflicts.all.listChanges(),
    conflictsOfFact: state.conflicts.byFact.listChanges(),
    lists: state.index.listChanges(),
  };
  return Object.values(changes).every(({ size }) => size === 0) ? undefined : changes;
}

/** Returns a collection over its base, to which earlier changes were written. */
export function withoutWritten(
  current: CollectionWriteState,
  written: CollectionChanges,
  base: CollectionWriteState,
): CollectionWriteState {
  const [now, below] = [current.state, base.state];
  if (now === undefined || below === undefined) return current;
  const { all, byFact } = now.conflicts;
  return {
    versions: current.versions.withoutWritten(written.versions, base.versions),
    commands: current.commands.withoutWritten(written.commands, base.commands),
    state: {
      ...now,
      facts: now.facts.withoutWritten(written.facts, below.facts),
      amendments: now.amendments.withoutWritten(written.amendments, below.amendments),
      index: now.index.withoutWritten(written.lists, below.index),
      corrected: now.corrected.withoutWritten(written.corrected, below.corrected),
      skipped: now.skipped.withoutWritten(written.skipped, below.skipped),
      conflicts: {
        all: all.withoutWritten(written.conflicts, below.conflicts.all),
        byFact: byFact.withoutWritten(written.conflictsOfFact, below.conflicts.byFact),
      },
    },
  };
}
