/**
 * What is to be done about one command, given an image: a pure function.
 * The order is part of the contract: known id, other content, stale version, objections, rules.
 */
import { CATALOGUE, type Envelope, serializeEvent, sha256Hex } from '@rapporteur/contracts';
import {
  getAddressedStream,
  decide,
  findLastRetraction,
  type SimilarId,
  findSimilarIds,
  type NewEvent,
} from '@rapporteur/domain';
import { BATCH_BYTES_MAX, BATCH_EVENTS_MAX, type Bytes, type Head } from '@rapporteur/event-log';
import {
  type CollectionWriteState,
  type CommandEntry,
  EMPTY_COLLECTION,
  foldEvent,
  type PartitionState,
  formatSource,
} from './partition-state.ts';
import type { CommandOutcome, PlannedEvent, ParsedSubmission } from './command-outcome.ts';

/** Where a command is judged: on which image, in which partition and term, at what time. */
export interface DecisionContext {
  readonly partition: number;
  readonly state: PartitionState;
  readonly term: number;
  /** The recording time of what is recorded now; never before the image's head. */
  readonly time: string;
}

/** A command's events, ready for the log. */
export interface AppendDecision {
  readonly kind: 'append';
  readonly commandId: string;
  readonly events: readonly Envelope[];
  readonly bytes: readonly Bytes[];
  readonly size: number;
  readonly already: readonly string[];
  readonly stream: string;
  readonly version: number;
  readonly similarIds: readonly SimilarId[];
  /** The image with them. */
  readonly state: PartitionState;
}

export type CommandDecision =
  | AppendDecision
  | { readonly kind: 'answer'; readonly outcome: CommandOutcome }
  | {
      readonly kind: 'repeated';
      readonly commandId: string;
      readonly stream: string;
      readonly entry: CommandEntry;
    };

/** The ids of a command's events. */
function eventIds(commandId: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${commandId}.${index + 1}`);
}

// A command without an id of its own is known by its hash. Once what it recorded was retracted, sending it again means
// recording it again, so it goes on under an id that the retraction makes; and so on, after each further retraction.
function identify(
  collection: CollectionWriteState,
  { commandId, hash }: ParsedSubmission,
): [string, CommandEntry | undefined] {
  let id = commandId ?? hash;
  for (;;) {
    const entry = collection.commands.get(id);
    if (entry === undefined || commandId !== undefined || collection.state === undefined)
      return [id, entry];
    const retraction = findLastRetraction(collection.state, eventIds(id, entry.count));
    if (retraction === undefined) return [id, entry];
    id = sha256Hex(`${hash}:${retraction}`);
  }
}

function tooLarge(events: number, bytes: number): CommandDecision {
  return answer({
    kind: 'tooLarge',
    events,
    bytes,
    eventsMax: BATCH_EVENTS_MAX,
    bytesMax: BATCH_BYTES_MAX,
  });
}

function answer(outcome: CommandOutcome): CommandDecision {
  return { kind: 'answer', outcome };
}

/** A command that was not recorded before, and the version of the stream that it addresses. */
interface NewCommand {
  readonly collection: CollectionWriteState;
  readonly commandId: string;
  readonly stream: string;
  readonly version: number;
}

interface PlacedEvents {
  readonly events: readonly Envelope[];
  readonly bytes: readonly Bytes[];
  readonly size: number;
  readonly collection: CollectionWriteState;
  readonly head: Head;
}

/** Gives a command's events their place in the log, folds them into the image and writes them down: each once. */
function place(
  bench: DecisionContext,
  submission: ParsedSubmission,
  { collection: before, commandId }: NewCommand,
  decided: readonly NewEvent[],
): PlacedEvents {
  const { term, time, state: image } = bench;
  const { command, hash: commandhash, actor, traceparent } = submission;
  const source = formatSource(command.collection);
  let collection = before;
  let { pseq } = image.head;
  let size = 0;
  const events: Envelope[] = [];
  const bytes: Bytes[] = [];
  for (const [index, event] of decided.entries()) {
    pseq += 1;
    const envelope: Envelope = {
      specversion: '1.0',
      id: `${commandId}.${index + 1}`,
      type: CATALOGUE.getDefinition(event.type).wireType,
      source,
      subject: event.stream,
      time,
      streamversion: (collection.versions.get(event.stream) ?? 0) + 1,
      pseq,
      term,
      commandid: commandId,
      commandhash,
      actor,
      traceparent,
      data: event.data,
    };
    collection = foldEvent(collection, { ...event, envelope });
    const written = serializeEvent(envelope);
    size += written.length;
    events.push(envelope);
    bytes.push(written);
  }
  return { events, bytes, size, collection, head: { pseq, term, time } };
}

/** What a dry run may tell of an event: its place is not known before it is recorded. */
function planned({ time: _time, pseq: _pseq, term: _term, ...event }: Envelope): PlannedEvent {
  return event;
}

// Every known id is looked at: right for a document that a person wrote, too slow for every fact of a stream.
function looksForNearMisses({ command, dryRun }: ParsedSubmission): boolean {
  return dryRun === true || (command.kind === 'facts' && command.facts.length > 1);
}

/** Decides a command that was not recorded before. */
function judgeNew(
  bench: DecisionContext,
  submission: ParsedSubmission,
  unknown: NewCommand,
): CommandDecision {
  const { command } = submission;
  const { collection, commandId, stream, version: actual } = unknown;
  const position = { partition: bench.partition, pseq: bench.state.head.pseq };
  const decision = decide(collection.state, command, commandId);
  if (decision.kind === 'refused')
    return answer({ kind: 'refused', rejections: decision.rejections, position });
  const { already } = decision;
  const about = { commandId, collection: command.collection, stream, position, already };
  if (decision.kind === 'nothing') return answer({ kind: 'unchanged', ...about, version: actual });
  if (decision.events.length > BATCH_EVENTS_MAX) return tooLarge(decision.events.length, 0);
  const {
    events,
    bytes,
    size,
    head,
    collection: after,
  } = place(bench, submission, unknown, decision.events);
  if (size > BATCH_BYTES_MAX) return tooLarge(events.length, size);
  const version = after.versions.get(stream) ?? actual;
  const near = looksForNearMisses(submission) ? findSimilarIds(collection.state, command) : [];
  if (submission.dryRun === true) {
    return answer({
      kind: 'wouldRecord',
      ...about,
      version,
      events: events.map(planned),
      similarIds: near,
    });
  }
  const collections = bench.state.collections.set(command.collection, after);
  const image = { head, owner: bench.state.owner, collections };
  return {
    kind: 'append',
    commandId,
    events,
    bytes,
    size,
    already,
    stream,
    version,
    similarIds: near,
    state: image,
  };
}

/** Judges a command. What it answers rests on the image: it may be told only once that is committed. */
export function decideCommand(
  bench: DecisionContext,
  submission: ParsedSubmission,
): CommandDecision {
  const { command, expectedVersion, hash, rejections: objections = [] } = submission;
  const collection = bench.state.collections.get(command.collection) ?? EMPTY_COLLECTION;
  const position = { partition: bench.partition, pseq: bench.state.head.pseq };
  const [commandId, entry] = identify(collection, submission);
  const stream = getAddressedStream(command, collection.state);
  if (entry !== undefined) {
    if (entry.hash === hash) return { kind: 'repeated', commandId, stream, entry };
    return answer({ kind: 'differentContent', commandId, position });
  }
  const actual = collection.versions.get(stream) ?? 0;
  if (expectedVersion !== undefined && expectedVersion !== actual) {
    return answer({ kind: 'conflict', stream, expected: expectedVersion, actual, position });
  }
  if (objections.length > 0) return answer({ kind: 'refused', rejections: objections, position });
  return judgeNew(bench, submission, { collection, commandId, stream, version: actual });
}
