import type { Command } from '@rapporteur/contracts';
import { decideCorrectRecord } from './correct-record.ts';
import { type Decision, reject } from './decision.ts';
import { getDefinition } from './identity.ts';
import { decideMergeRecords } from './merge-records.ts';
import { decideOpenCollection } from './open-collection.ts';
import { decideFacts } from './record-facts.ts';
import { createRejection } from './rejection.ts';
import { decideResolveConflict } from './resolve-conflict.ts';
import { decideRetractRecord } from './retract-record.ts';
import { decideSkipProjection } from './skip-projection.ts';
import type { CollectionState } from './state.ts';

/**
 * What is to be done about a command, given what the record of its collection says; undefined: it is not open.
 * Pure: the events of a decision are numbered from the command's id, and no clock is asked.
 */
export function decide(
  state: CollectionState | undefined,
  command: Command,
  commandId: string,
): Decision {
  if (command.kind === 'open') return decideOpenCollection(state, command.body);
  if (state === undefined) {
    const message = `no collection is called ${command.collection}`;
    return reject(
      createRejection('DOMAIN_COLLECTION_UNKNOWN', message, 'open it first (OpenCollection)', {
        field: 'collection',
      }),
    );
  }
  switch (command.kind) {
    case 'facts':
      return decideFacts(state, command, commandId);
    case 'correct':
      return decideCorrectRecord(state, command.body, commandId);
    case 'retract':
      return decideRetractRecord(state, command.body, commandId);
    case 'merge':
      return decideMergeRecords(state, command.body);
    case 'resolve':
      return decideResolveConflict(state, command.body);
    case 'skip':
      return decideSkipProjection(state, command.body);
  }
}

/**
 * The stream that a command addresses: what If-Match and ETag are about. A meeting's for RecordMeeting, a source's for
 * RecordDocument, a read model's for SkipProjection, else the stream of the fact, or of the fact that is corrected,
 * retracted or resolved.
 */
export function getAddressedStream(command: Command, state?: CollectionState): string {
  const collection = `collection-${command.collection}`;
  switch (command.kind) {
    case 'facts':
      return addressedByFacts(command) ?? collection;
    case 'correct':
      return state?.facts.get(command.body.target)?.stream ?? collection;
    case 'retract':
      return addressedByRetraction(command.body, state) ?? collection;
    case 'resolve':
      return state?.conflicts.get(command.body.conflict)?.stream ?? collection;
    case 'skip':
      return `projection-${command.body.projection}`;
    case 'merge':
    case 'open':
      return collection;
  }
}

function addressedByFacts({
  name,
  facts,
}: Extract<Command, { readonly kind: 'facts' }>): string | undefined {
  const meeting = facts.find(({ type }) => type === 'MeetingHeld' || type === 'MeetingAnnounced');
  const addressed = name === 'RecordMeeting' ? meeting : facts[0];
  return addressed === undefined ? undefined : getDefinition(addressed).stream?.(addressed.data);
}

function addressedByRetraction(
  body: Extract<Command, { readonly kind: 'retract' }>['body'],
  state?: CollectionState,
): string | undefined {
  if (body.meeting !== undefined) return `meeting-${body.meeting}`;
  if (body.document !== undefined) return `source-${body.document}`;
  return body.target === undefined ? undefined : state?.facts.get(body.target)?.stream;
}
