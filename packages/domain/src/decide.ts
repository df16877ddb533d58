import type { Command, OpenCollection, RetractRecord } from '@rapporteur/contracts';
import { decideCorrectRecord } from './correct-record.ts';
import { type Decision, reject } from './decision.ts';
import { getDefinition } from './identity.ts';
import { decideLinkRecords } from './link-records.ts';
import { decideMergeRecords } from './merge-records.ts';
import { decideOpenCollection } from './open-collection.ts';
import { decideFacts } from './record-facts.ts';
import { createRejection, type Rejection, type RejectionCode } from './rejection.ts';
import { decideResolveConflict } from './resolve-conflict.ts';
import { decideRetractRecord } from './retract-record.ts';
import { decideSkipProjection } from './skip-projection.ts';
import { type CollectionState, createCollectionState } from './state.ts';

/**
 * Decides a command on the state of its collection; an undefined state means it is not open.
 * Pure: the ids of the events derive from the id of the command, and no clock is read.
 * The opening that a command brings must be decided before it, as a command of its own.
 */
export function decide(
  state: CollectionState | undefined,
  command: Command,
  commandId: string,
): Decision {
  if (command.kind === 'open') return decideOpenCollection(state, command.body);
  if (state === undefined) return rejectUnknownCollection(command, commandId);

  switch (command.kind) {
    case 'facts':
      return joinRejections(
        checkOpening(state, command.opening),
        decideFacts(state, command, commandId),
      );
    case 'correct':
      return decideCorrectRecord(state, command.body, commandId);
    case 'retract':
      return decideRetractRecord(state, command.body, commandId);
    case 'merge':
      return decideMergeRecords(state, command.body, commandId);
    case 'link':
      return decideLinkRecords(state, command.body);
    case 'resolve':
      return decideResolveConflict(state, command.body);
    case 'skip':
      return decideSkipProjection(state, command.body);
  }
}

/**
 * Rejects a command because its collection is not open. The facts of a document are checked by the
 * rules all the same, but for the things that only the record could know.
 */
function rejectUnknownCollection(command: Command, commandId: string): Decision {
  const { collection } = command;
  const unknown = createRejection('DOMAIN_COLLECTION_UNKNOWN', {
    message: `The collection \`${collection}\` does not exist.`,
    remedy: 'Open it first (OpenCollection, or `opening` of the document).',
    field: 'collection',
  });
  const hasSource =
    command.kind === 'facts' && command.facts[0]?.type === 'SourceDocumentRegistered';
  if (!hasSource) return reject(unknown);

  const opened = { collection, title: collection, rootBody: collection };
  const decision = decideFacts(createCollectionState(opened, commandId), command, commandId);
  const others = decision.kind === 'refused' ? decision.rejections : [];
  return reject(unknown, ...others.filter(({ code }) => !CODES_OF_RECORD.has(code)));
}

/** The codes of rejections that say that the record does not know something. */
const CODES_OF_RECORD: ReadonlySet<RejectionCode> = new Set([
  'DOMAIN_BODY_UNKNOWN',
  'DOMAIN_SOURCE_UNKNOWN',
  'DOMAIN_MEETING_UNKNOWN',
  'DOMAIN_DECISION_UNKNOWN',
  'DOMAIN_ANNEX_WITHOUT_PARENT',
]);

/** Returns the rejections of a command that would open its collection with other values. */
function checkOpening(
  state: CollectionState,
  opening: OpenCollection | null,
): readonly Rejection[] {
  const decision = opening === null ? undefined : decideOpenCollection(state, opening);
  return decision?.kind === 'refused' ? decision.rejections : [];
}

function joinRejections(rejections: readonly Rejection[], decision: Decision): Decision {
  if (rejections.length === 0) return decision;
  return reject(...rejections, ...(decision.kind === 'refused' ? decision.rejections : []));
}

/**
 * Returns the stream that a command addresses, for If-Match and ETag. It is the stream of the
 * meeting for RecordMeeting, of the source for RecordDocument and of the read model for
 * SkipProjection. For other commands it is the stream of the fact that is recorded, corrected,
 * retracted or resolved.
 */
export function getAddressedStream(command: Command, state?: CollectionState): string {
  const collection = `collection-${command.collection}`;
  switch (command.kind) {
    case 'facts':
      return getStreamOfFacts(command) ?? collection;
    case 'correct':
      return state?.facts.get(command.body.target)?.stream ?? collection;
    case 'retract':
      return getStreamOfRetraction(command.body, state) ?? collection;
    case 'resolve':
      return state?.conflicts.all.get(command.body.conflict)?.stream ?? collection;
    case 'skip':
      return `projection-${command.body.projection}`;
    case 'merge':
    case 'link':
    case 'open':
      return collection;
  }
}

function getStreamOfFacts({
  name,
  facts,
}: Extract<Command, { readonly kind: 'facts' }>): string | undefined {
  const meeting = facts.find(({ type }) => type === 'MeetingHeld' || type === 'MeetingAnnounced');
  const fact = name === 'RecordMeeting' ? meeting : facts[0];
  return fact === undefined ? undefined : getDefinition(fact).stream?.(fact.data);
}

function getStreamOfRetraction(
  { target, meeting, document }: RetractRecord,
  state?: CollectionState,
): string | undefined {
  if (meeting !== undefined) return `meeting-${meeting}`;
  if (document !== undefined) return `source-${document}`;
  if (target === undefined) return undefined;
  return (state?.facts.get(target) ?? state?.amendments.get(target))?.stream;
}
