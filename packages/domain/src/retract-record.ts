import type { Referent, RetractRecord } from '@rapporteur/contracts';
import { checkEvidence, findTargetFact } from './amendment-checks.ts';
import { updateConflicts } from './conflicts.ts';
import { type Decision, type NewEvent, recordEvents, recordNothing, reject } from './decision.ts';
import { getDefinition, getFields, getPassages } from './identity.ts';
import { listFactsOfMerger } from './mergers.ts';
import { createRejection, type Rejection } from './rejection.ts';
import {
  applyEvent,
  type CollectionState,
  type CurrentFact,
  factKeys,
  findCurrentFacts,
  isKnown,
} from './state.ts';

// A source may still be about a retracted meeting, a meeting may still prepare one, and a document
// is evidence even if no fact of it is current.
const LOOSE_FIELDS: ReadonlySet<string> = new Set(['about', 'prepares', 'evidence']);

/** Returns the mergers and links of an id. They are retracted with the thing that it names. */
function findIdentities(
  state: CollectionState,
  kind: Referent,
  id: string,
): readonly CurrentFact[] {
  return findCurrentFacts(state, factKeys.refersTo(kind, id)).filter(
    ({ event: { type, data } }) =>
      (type === 'RecordsLinked' && data.kind === kind && data.id === id) ||
      (type === 'RecordsMerged' && data.kind === kind && [data.merged, data.into].includes(id)),
  );
}

function findFactsOfMeeting(state: CollectionState, meeting: string): readonly CurrentFact[] {
  const facts = findCurrentFacts(state, factKeys.refersTo('meeting', meeting)).filter(
    ({ event }) => {
      const fields = getFields(event);
      return fields['meeting'] === meeting || fields['after'] === meeting;
    },
  );
  return [...facts, ...findIdentities(state, 'meeting', meeting)];
}

function findFactsOfDocument(state: CollectionState, document: string): readonly CurrentFact[] {
  const factsAbout = findCurrentFacts(state, factKeys.refersTo('document', document)).filter(
    ({ event }) => getFields(event)['document'] === document,
  );
  const factsFrom = state.facts.values().filter(({ event, retracted }) => {
    const passages = getPassages(event);
    return (
      retracted === undefined &&
      passages.length > 0 &&
      passages.every((passage) => passage.document === document)
    );
  });
  const identities = findIdentities(state, 'document', document);
  return [...new Set([...factsAbout, ...factsFrom, ...identities])];
}

type RetractionTargets =
  | { readonly facts: readonly CurrentFact[] }
  | { readonly rejection: Rejection };

function findTargets(
  state: CollectionState,
  { target, meeting, document }: RetractRecord,
): RetractionTargets {
  if (target !== undefined) {
    const found = findTargetFact(state, target);
    if ('fact' in found) return { facts: [found.fact] };
    return found.rejection.code === 'DOMAIN_RECORD_RETRACTED' ? { facts: [] } : found;
  }

  if (meeting !== undefined) {
    if (isKnown(state, 'meeting', meeting)) return { facts: findFactsOfMeeting(state, meeting) };
    return {
      rejection: createRejection('DOMAIN_MEETING_UNKNOWN', {
        message: `The record has no meeting \`${meeting}\`.`,
        remedy: 'Give the id of a meeting.',
        field: 'meeting',
      }),
    };
  }

  if (document !== undefined && isKnown(state, 'document', document))
    return { facts: findFactsOfDocument(state, document) };
  return {
    rejection: createRejection('DOMAIN_SOURCE_UNKNOWN', {
      message: `The record has no document \`${document}\`.`,
      remedy: 'Give the id of a source.',
      field: 'document',
    }),
  };
}

/** Returns a rejection for each retracted id that a current fact still refers to. */
function checkReferencesAfter(
  after: CollectionState,
  retracted: readonly CurrentFact[],
): readonly Rejection[] {
  return retracted.flatMap(({ id, event }) =>
    getDefinition(event).introduces.flatMap(({ referent, field }) => {
      const name = String(getFields(event)[field]);
      if (referent === 'incident' || isKnown(after, referent, name)) return [];

      const referring = findReferringFact(after, referent, name);
      if (referring === undefined) return [];
      const whole = referent === 'meeting' ? 'meeting' : 'document';
      return [
        createRejection('DOMAIN_STILL_REFERRED_TO', {
          message:
            `The fact \`${referring.id}\` (${referring.event.type}) still refers to ` +
            `the ${referent} \`${name}\` that \`${id}\` introduced.`,
          remedy: `Retract that fact first, or retract the whole ${whole}.`,
          event: referring.id,
        }),
      ];
    }),
  );
}

function findReferringFact(
  state: CollectionState,
  referent: Referent,
  name: string,
): CurrentFact | undefined {
  const byField = findCurrentFacts(state, factKeys.refersTo(referent, name)).find(({ event }) =>
    Object.entries(getFields(event)).some(
      ([field, value]) => !LOOSE_FIELDS.has(field) && JSON.stringify(value)?.includes(`"${name}"`),
    ),
  );
  if (byField !== undefined) return byField;

  if (referent === 'body') return findCurrentFacts(state, factKeys.refersTo('actor', name))[0];
  if (referent !== 'document') return undefined;
  return state.facts
    .values()
    .find(
      ({ event, retracted }) =>
        retracted === undefined && getPassages(event).some(({ document }) => document === name),
    );
}

/**
 * Decides to retract one fact, merger or link, or all those of a meeting or document. They stay
 * visible.
 */
export function decideRetractRecord(
  state: CollectionState,
  command: RetractRecord,
  commandId: string,
): Decision {
  const targets = findTargets(state, command);
  if ('rejection' in targets) return reject(targets.rejection);
  if (targets.facts.length === 0)
    return recordNothing(command.target === undefined ? [] : [command.target]);

  const { reason, evidence } = command;
  const events = targets.facts.map(({ id, stream }): NewEvent => ({
    type: 'RecordRetracted',
    data: { target: id, reason, evidence },
    stream,
  }));
  const after = events.reduce(
    (next, event, index) =>
      applyEvent(next, { id: `${commandId}.${index + 1}`, stream: event.stream }, event),
    state,
  );

  const rejections = [
    ...checkEvidence(state, evidence),
    ...checkReferencesAfter(after, targets.facts),
  ];
  if (rejections.length > 0) return reject(...rejections);

  const conflicts = updateConflicts({
    state: after,
    changed: targets.facts.flatMap((fact) => [fact.id, ...listFactsOfMerger(after, fact)]),
    formatId: (index) => `${commandId}.${events.length + index + 1}`,
  });
  return recordEvents([...events, ...conflicts]);
}
