/**
 * The memory image of a partition: everything that a decision needs, folded from the log.
 * Invariants
 * 1. It is a pure fold of the partition's valid events: live and replayed images decide alike.
 * 2. It is persistent: a batch in flight is a newer one over the committed one, and to drop it is to keep the older.
 * 3. Stream versions are gapless from 1, and a command's events follow each other: what breaks that is a defect.
 */
import { type Catalogue, CATALOGUE, type Envelope, type DecodedEvent } from '@rapporteur/contracts';
import { type CollectionState, evolve, PersistentMap } from '@rapporteur/domain';
import {
  type LogBatch,
  EMPTY_HEAD,
  type Head,
  isWriterOpened,
  LogError,
  type OwnerInfo,
} from '@rapporteur/event-log';

/** A command that was recorded: its events are `{id}.1` to `{id}.{count}`, from sequence `first` on. */
export interface CommandEntry {
  readonly hash: string;
  readonly first: number;
  readonly count: number;
}

/** One collection as the image holds it. */
export interface CollectionWriteState {
  readonly state: CollectionState | undefined;
  /** The version of each stream. */
  readonly versions: PersistentMap<string, number>;
  /** The recorded commands, by id. */
  readonly commands: PersistentMap<string, CommandEntry>;
}

/** Who writes the partition, as its last `WriterOpened` says. */
export interface TermOwner extends OwnerInfo {
  readonly term: number;
}

/** One partition as the image holds it. */
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

/** The CloudEvents source of a collection. */
export function formatSource(collection: string): string {
  return SOURCE_PREFIX + collection;
}

function defective(envelope: Envelope, reason: string, cause?: unknown): LogError {
  const message = `The log holds a defective event: ${envelope.id} at pseq ${envelope.pseq} ${reason}. Stop writing and verify the log.`;
  return new LogError('LOG_EVENT_DEFECTIVE', message, { cause });
}

function withCommand(
  commands: CollectionWriteState['commands'],
  envelope: Envelope,
): CollectionWriteState['commands'] {
  const { commandid, commandhash = '', pseq } = envelope;
  return commands.update(commandid, (entry) => {
    // Mostly the id is the hash: then one text is kept for both.
    if (entry === undefined)
      return { hash: commandhash === commandid ? commandid : commandhash, first: pseq, count: 1 };
    if (entry.first + entry.count !== pseq)
      throw defective(envelope, `repeats the command ${commandid}`);
    return { ...entry, count: entry.count + 1 };
  });
}

function withVersion(
  versions: CollectionWriteState['versions'],
  envelope: Envelope,
): CollectionWriteState['versions'] {
  const { subject, streamversion } = envelope;
  return versions.update(subject, (version = 0) => {
    if (streamversion === version + 1) return streamversion;
    throw defective(
      envelope,
      `has version ${streamversion} of its stream, where ${version + 1} comes next`,
    );
  });
}

function evolveState(state: CollectionState | undefined, event: DecodedEvent): CollectionState {
  try {
    return evolve(state, event);
  } catch (cause) {
    throw defective(event.envelope, 'cannot be folded', cause);
  }
}

/** The collection after one more of its events. */
export function foldEvent(
  collection: CollectionWriteState,
  event: DecodedEvent,
): CollectionWriteState {
  const { envelope } = event;
  const versions = withVersion(collection.versions, envelope);
  return {
    state: evolveState(collection.state, event),
    versions,
    commands: withCommand(collection.commands, envelope),
  };
}

/** Who a `WriterOpened` says has opened the partition. */
export function parseTermOwner({ term, data }: Envelope): TermOwner {
  const url = data['url'];
  return { term, owner: String(data['owner']), ...(typeof url === 'string' ? { url } : {}) };
}

/**
 * The image after a batch that was read from the log.
 * @throws LogError LOG_EVENT_DEFECTIVE; UnknownEventError for an event of a newer release
 */
export function foldBatch(
  image: PartitionState,
  { events, head }: LogBatch,
  catalogue: Catalogue = CATALOGUE,
): PartitionState {
  let { owner } = image;
  const folded = new Map<string, CollectionWriteState>();
  for (const { event } of events) {
    if (isWriterOpened(event)) owner = parseTermOwner(event);
    if (!event.source.startsWith(SOURCE_PREFIX)) continue;
    const name = event.source.slice(SOURCE_PREFIX.length);
    const collection = folded.get(name) ?? image.collections.get(name) ?? EMPTY_COLLECTION;
    folded.set(name, foldEvent(collection, catalogue.decode(event)));
  }
  let { collections } = image;
  for (const [name, collection] of folded) collections = collections.set(name, collection);
  return { head, owner, collections };
}
