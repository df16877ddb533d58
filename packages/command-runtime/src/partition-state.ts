/**
 * The state of a partition: everything that a decision needs, folded from the log.
 *
 * Invariants, each with its test:
 * 1. It is a pure fold of the partition's valid events ("is the same grown live and folded from the
 *    log", in `command-runtime.prop.spec.ts`).
 * 2. It is persistent: a later state shares structure with an earlier one and never changes it
 *    ("keeps the older state unchanged", in `partition-state.spec.ts`).
 * 3. Stream versions are gapless from 1, and a command's events are consecutive; anything else is a
 *    defective log ("rejects an event that …", in `partition-state.spec.ts`).
 */
import { type Catalogue, CATALOGUE, type DecodedEvent, type Envelope } from '@rapporteur/contracts';
import { type CollectionState, evolve, PersistentMap } from '@rapporteur/domain';
import {
  EMPTY_HEAD,
  type Head,
  isWriterOpened,
  type LogBatch,
  LogError,
  type OwnerInfo,
} from '@rapporteur/event-log';
import { StateStoreError } from './state-store/state-store.ts';

/** A recorded command: its events are `{id}.1` to `{id}.{count}`, from sequence `first`. */
export interface CommandEntry {
  readonly hash: string;
  readonly first: number;
  readonly count: number;
}

/** One collection of a partition. */
export interface CollectionWriteState {
  readonly state: CollectionState | undefined;
  /** The version of each stream. */
  readonly versions: PersistentMap<string, number>;
  /** The recorded commands by id. */
  readonly commands: PersistentMap<string, CommandEntry>;
}

/** The owner that the last `WriterOpened` of a partition names. */
export interface TermOwner extends OwnerInfo {
  readonly term: number;
}

export interface PartitionState {
  readonly head: Head;
  readonly owner: TermOwner | undefined;
  readonly collections: PersistentMap<string, CollectionWriteState>;
}

export const EMPTY_COLLECTION: CollectionWriteState = {
  state: undefined,
  versions: PersistentMap.empty(),
  commands: PersistentMap.empty(),
};

export const EMPTY_PARTITION_STATE: PartitionState = {
  head: EMPTY_HEAD,
  owner: undefined,
  collections: PersistentMap.empty(),
};

const SOURCE_PREFIX = '/collections/';

/** Returns the CloudEvents source of a collection. */
export function formatSource(collection: string): string {
  return SOURCE_PREFIX + collection;
}

function createDefectError(envelope: Envelope, reason: string, cause?: unknown): LogError {
  const event = `${envelope.id} at pseq ${envelope.pseq}`;
  const message = `Defective event ${event}: ${reason}. Stop writing and verify the log.`;
  return new LogError('LOG_EVENT_DEFECTIVE', message, { cause });
}

function addCommand(
  commands: CollectionWriteState['commands'],
  envelope: Envelope,
): CollectionWriteState['commands'] {
  const { commandid, commandhash = '', pseq } = envelope;
  return commands.update(commandid, (entry) => {
    if (entry === undefined) {
      // The id is usually the hash: then both share one string.
      const hash = commandhash === commandid ? commandid : commandhash;
      return { hash, first: pseq, count: 1 };
    }
    if (entry.first + entry.count !== pseq)
      throw createDefectError(envelope, `it repeats the command ${commandid}`);
    return { ...entry, count: entry.count + 1 };
  });
}

function addVersion(
  versions: CollectionWriteState['versions'],
  envelope: Envelope,
): CollectionWriteState['versions'] {
  const { subject, streamversion } = envelope;
  return versions.update(subject, (version = 0) => {
    if (streamversion === version + 1) return streamversion;
    const reason = `it has stream version ${streamversion}; expected ${version + 1}`;
    throw createDefectError(envelope, reason);
  });
}

function evolveState(state: CollectionState | undefined, event: DecodedEvent): CollectionState {
  try {
    return evolve(state, event);
  } catch (cause) {
    if (cause instanceof StateStoreError) throw cause;
    throw createDefectError(event.envelope, 'it cannot be folded', cause);
  }
}

/** Returns the collection after one more of its events. */
export function foldEvent(
  collection: CollectionWriteState,
  event: DecodedEvent,
): CollectionWriteState {
  const next = countEvent(collection, event.envelope);
  return { ...next, state: evolveState(collection.state, event) };
}

/** Does the same as {@link foldEvent} without folding the content of the event. */
export function countEvent(
  collection: CollectionWriteState,
  envelope: Envelope,
): CollectionWriteState {
  return {
    state: collection.state,
    versions: addVersion(collection.versions, envelope),
    commands: addCommand(collection.commands, envelope),
  };
}

/** Returns the owner that a `WriterOpened` names. */
export function parseTermOwner({ term, data }: Envelope): TermOwner {
  const url = data['url'];
  return { term, instance: String(data['owner']), ...(typeof url === 'string' ? { url } : {}) };
}

/**
 * Returns the state after a batch of the log. Throws a LogError LOG_EVENT_DEFECTIVE for an event
 * that does not fit, and an UnknownEventError for an event of a newer release.
 */
export function foldBatch(
  state: PartitionState,
  { events, head }: LogBatch,
  catalogue: Catalogue = CATALOGUE,
): PartitionState {
  let { owner } = state;
  const folded = new Map<string, CollectionWriteState>();
  for (const { event } of events) {
    if (isWriterOpened(event)) owner = parseTermOwner(event);
    if (!event.source.startsWith(SOURCE_PREFIX)) continue;
    const name = event.source.slice(SOURCE_PREFIX.length);
    const collection = folded.get(name) ?? state.collections.get(name) ?? EMPTY_COLLECTION;
    folded.set(name, foldEvent(collection, catalogue.decode(event)));
  }

  let { collections } = state;
  for (const [name, collection] of folded) collections = collections.set(name, collection);
  return { head, owner, collections };
}
