/**
 * Decides one command on a partition state: a pure function. The order of the checks is part of the
 * API: recorded id, other content, stream version, then the rejections of the service and those of
 * the rules together, so that a client learns all of them at once. A command that
 * opens its collection is decided after its opening, and both are recorded together or not at all.
 */
import { CATALOGUE, type Envelope, hashCommand, serializeEvent } from '@rapporteur/contracts';
import {
  decide,
  type Decision,
  findLastRetraction,
  findSimilarIds,
  getAddressedStream,
  type SimilarId,
} from '@rapporteur/domain';
import {
  BATCH_BYTES_MAX,
  BATCH_EVENTS_MAX,
  type Bytes,
  COMMAND_BYTES_MAX,
  COMMAND_EVENTS_MAX,
  type Head,
} from '@rapporteur/event-log';
import type { CommandOutcome, ParsedCommandSubmission, PlannedEvent } from './command-outcome.ts';
import {
  type CollectionWriteState,
  type CommandEntry,
  countEvent,
  EMPTY_COLLECTION,
  foldEvent,
  formatSource,
  type PartitionState,
} from './partition-state.ts';

export interface DecisionContext {
  readonly partition: number;
  readonly state: PartitionState;
  readonly term: number;
  /** The recording time of the new events; not before the state's head. */
  readonly time: string;
}

/** A command's events, ready to be appended; those of its opening come first. */
export interface AppendDecision {
  readonly kind: 'append';
  readonly commandId: string;
  /** The opening of the collection, a command with an id of its own. */
  readonly opening?: AppendDecision;
  readonly events: readonly Envelope[];
  readonly bytes: readonly Bytes[];
  readonly size: number;
  readonly already: readonly string[];
  readonly stream: string;
  readonly version: number;
  readonly similarIds: readonly SimilarId[];
  /** The partition's state after them. */
  readonly state: PartitionState;
}

export type CommandDecision =
  | AppendDecision
  | { readonly kind: 'outcome'; readonly outcome: CommandOutcome }
  | {
      readonly kind: 'repeated';
      readonly commandId: string;
      readonly stream: string;
      readonly entry: CommandEntry;
    };

/** Returns the ids of a command's events. */
function listEventIds(commandId: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${commandId}.${index + 1}`);
}

interface IdentifiedCommand {
  readonly commandId: string;
  /** Present if a command with this id is recorded. */
  readonly entry: CommandEntry | undefined;
}

// A command without an id of its own is identified by its hash. After its events were retracted, it
// records them again as `{hash}~1`, and so on. Ids order the sources of one rank, and this id has
// the same place among the others.
function identifyCommand(
  collection: CollectionWriteState,
  { commandId: clientId, hash }: ParsedCommandSubmission,
): IdentifiedCommand {
  for (let repetition = 0; ; repetition += 1) {
    const commandId = clientId ?? (repetition === 0 ? hash : `${hash}~${repetition}`);
    const entry = collection.commands.get(commandId);
    if (entry === undefined || clientId !== undefined || collection.state === undefined)
      return { commandId, entry };

    const eventIds = listEventIds(commandId, entry.count);
    if (findLastRetraction(collection.state, eventIds) === undefined) return { commandId, entry };
  }
}

function toDecision(outcome: CommandOutcome): CommandDecision {
  return { kind: 'outcome', outcome };
}

// One command undoes whatever one command recorded, and has more and larger events than that one.
function getLimits({ command }: ParsedCommandSubmission) {
  const undoes = command.kind === 'retract';
  return {
    eventsMax: undoes ? BATCH_EVENTS_MAX : COMMAND_EVENTS_MAX,
    bytesMax: undoes ? BATCH_BYTES_MAX : COMMAND_BYTES_MAX,
  };
}

/** Returns the rejection of a command that exceeds the limits; undefined if it is within them. */
function rejectTooLarge(
  submission: ParsedCommandSubmission,
  events: number,
  bytes: number,
): CommandDecision | undefined {
  const limits = getLimits(submission);
  if (events <= limits.eventsMax && bytes <= limits.bytesMax) return undefined;
  return toDecision({ kind: 'tooLarge', events, bytes, ...limits });
}

/** A command that is not recorded yet, with the version of its addressed stream. */
interface NewCommand {
  readonly collection: CollectionWriteState;
  readonly commandId: string;
  readonly stream: string;
  readonly version: number;
}

type RecordDecision = Extract<Decision, { readonly kind: 'record' }>;

interface PlacedEvents {
  readonly events: readonly Envelope[];
  readonly bytes: readonly Bytes[];
  readonly size: number;
  readonly collection: CollectionWriteState;
  readonly head: Head;
}

/** Assigns the events their place in the log, folds them and serializes them, each once. */
function placeEvents(
  context: DecisionContext,
  submission: ParsedCommandSubmission,
  { collection: before, commandId }: NewCommand,
  { events: decided, folded }: RecordDecision,
): PlacedEvents {
  const { term, time, state } = context;
  const { command, hash: commandhash, actor, traceparent } = submission;
  const source = formatSource(command.collection);
  let collection = before;
  let { pseq } = state.head;
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
    // The decider has folded the first events already.
    collection =
      index < (folded?.count ?? 0)
        ? countEvent(collection, envelope)
        : foldEvent(collection, { ...event, envelope });
    if (folded?.count === index + 1) collection = { ...collection, state: folded.state };
    const serialized = serializeEvent(envelope);
    size += serialized.length;
    events.push(envelope);
    bytes.push(serialized);
  }

  return { events, bytes, size, collection, head: { pseq, term, time } };
}

/** Removes the fields that only the recording determines. */
function toPlannedEvent({
  time: _time,
  pseq: _pseq,
  term: _term,
  ...event
}: Envelope): PlannedEvent {
  return event;
}

// The search reads every known id: good for a whole document, too slow for each fact of a stream.
function needsSimilarIds({ command, dryRun }: ParsedCommandSubmission): boolean {
  return dryRun === true || (command.kind === 'facts' && command.facts.length > 1);
}

function decideNew(
  context: DecisionContext,
  submission: ParsedCommandSubmission,
  newCommand: NewCommand,
): CommandDecision {
  const { command } = submission;
  const { collection, commandId, stream } = newCommand;
  const position = { partition: context.partition, pseq: context.state.head.pseq };
  const decision = decide(collection.state, command, commandId);
  if (decision.kind === 'refused')
    return toDecision({ kind: 'refused', rejections: decision.rejections, position });

  const { already } = decision;
  const base = { commandId, collection: command.collection, stream, position, already };
  if (decision.kind === 'nothing')
    return toDecision({ kind: 'unchanged', ...base, version: newCommand.version });
  const tooMany = rejectTooLarge(submission, decision.events.length, 0);
  if (tooMany !== undefined) return tooMany;

  const placed = placeEvents(context, submission, newCommand, decision);
  const { events, bytes, size, head } = placed;
  const tooLarge = rejectTooLarge(submission, events.length, size);
  if (tooLarge !== undefined) return tooLarge;

  const version = placed.collection.versions.get(stream) ?? newCommand.version;
  const similarIds = needsSimilarIds(submission) ? findSimilarIds(collection.state, command) : [];
  if (submission.dryRun === true) {
    const planned = events.map(toPlannedEvent);
    return toDecision({ kind: 'wouldRecord', ...base, version, events: planned, similarIds });
  }

  const collections = context.state.collections.set(command.collection, placed.collection);
  const state = { head, owner: context.state.owner, collections };
  return {
    kind: 'append',
    commandId,
    events,
    bytes,
    size,
    already,
    stream,
    version,
    similarIds,
    state,
  };
}

/**
 * Returns the opening of the collection as a submission of its own, so that it has the same id
 * whichever command brings it; undefined if the collection is open or the command does not open it.
 */
function createOpening(
  { state }: DecisionContext,
  { command, actor, traceparent }: ParsedCommandSubmission,
): ParsedCommandSubmission | undefined {
  if (command.kind !== 'facts' || command.opening === null) return undefined;
  if (state.collections.get(command.collection)?.state !== undefined) return undefined;

  const { collection, opening } = command;
  const name = 'OpenCollection';
  const hash = hashCommand(name, opening);
  return { command: { name, collection, kind: 'open', body: opening }, hash, actor, traceparent };
}

function joinOpening(
  submission: ParsedCommandSubmission,
  opening: AppendDecision,
  decision: AppendDecision,
): CommandDecision {
  const events = [...opening.events, ...decision.events];
  const bytes = [...opening.bytes, ...decision.bytes];
  const size = opening.size + decision.size;
  const tooLarge = rejectTooLarge(submission, events.length, size);
  return tooLarge ?? { ...decision, events, bytes, size, opening };
}

/** Returns an outcome of a command that was decided after its opening, which is not recorded. */
function withoutOpening(
  context: DecisionContext,
  opening: AppendDecision,
  outcome: CommandOutcome,
): CommandDecision {
  if (!('position' in outcome)) return toDecision(outcome);
  const position = { partition: context.partition, pseq: context.state.head.pseq };
  if (outcome.kind !== 'wouldRecord') return toDecision({ ...outcome, position });
  const events = [...opening.events.map(toPlannedEvent), ...outcome.events];
  return toDecision({ ...outcome, position, events });
}

/** Returns the decision on a command. It is valid only once the state is committed. */
export function decideCommand(
  context: DecisionContext,
  submission: ParsedCommandSubmission,
): CommandDecision {
  const openingSubmission = createOpening(context, submission);
  if (openingSubmission === undefined) return decideAlone(context, submission);

  const opening = decideAlone(context, openingSubmission);
  if (opening.kind !== 'append') return opening;
  const decision = decideAlone({ ...context, state: opening.state }, submission);
  if (decision.kind === 'append') return joinOpening(submission, opening, decision);
  return decision.kind === 'outcome'
    ? withoutOpening(context, opening, decision.outcome)
    : decision;
}

function decideAlone(
  context: DecisionContext,
  submission: ParsedCommandSubmission,
): CommandDecision {
  const { command, expectedVersion, hash, rejections = [] } = submission;
  const collection = context.state.collections.get(command.collection) ?? EMPTY_COLLECTION;
  const position = { partition: context.partition, pseq: context.state.head.pseq };

  const { commandId, entry } = identifyCommand(collection, submission);
  const stream = getAddressedStream(command, collection.state);
  if (entry !== undefined) {
    if (entry.hash === hash) return { kind: 'repeated', commandId, stream, entry };
    return toDecision({ kind: 'differentContent', commandId, position });
  }

  const version = collection.versions.get(stream) ?? 0;
  if (expectedVersion !== undefined && expectedVersion !== version) {
    const versions = { expected: expectedVersion, actual: version };
    return toDecision({ kind: 'conflict', stream, ...versions, position });
  }

  const decision = decideNew(context, submission, { collection, commandId, stream, version });
  if (rejections.length === 0) return decision;
  const byRules =
    decision.kind === 'outcome' && decision.outcome.kind === 'refused'
      ? decision.outcome.rejections
      : [];
  return toDecision({ kind: 'refused', rejections: [...rejections, ...byRules], position });
}
