import type { Referent, RetractRecord } from '@rapporteur/contracts';
import { checkEvidence, findFact } from './correct-record.ts';
import { type Decision, type NewEvent, recordNothing, recordEvents, reject } from './decision.ts';
import { getDefinition, getFields, getPassages } from './identity.ts';
import { type Rejection, createRejection } from './rejection.ts';
import {
  applyEvent,
  type CollectionState,
  isKnown,
  factKeys,
  findCurrentFacts,
  type CurrentFact,
} from './state.ts';

// A source may go on saying that it is about a meeting, and a meeting that it prepares one, when that is retracted.
const LOOSE_FIELDS: ReadonlySet<string> = new Set(['about', 'prepares']);

function ofMeeting(state: CollectionState, meeting: string): readonly CurrentFact[] {
  return findCurrentFacts(state, factKeys.refersTo('meeting', meeting)).filter(({ event }) => {
    const fields = getFields(event);
    return fields['meeting'] === meeting || fields['after'] === meeting;
  });
}

function ofDocument(state: CollectionState, document: string): readonly CurrentFact[] {
  const told = findCurrentFacts(state, factKeys.refersTo('document', document));
  const resting = state.facts
    .values()
    .filter(({ retracted }) => retracted === undefined)
    .filter(
      ({ event }) =>
        getPassages(event).length > 0 &&
        getPassages(event).every((passage) => passage.document === document),
    );
  return [
    ...new Set([
      ...told.filter(({ event }) => getFields(event)['document'] === document),
      ...resting,
    ]),
  ];
}

type RetractionTargets =
  | { readonly facts: readonly CurrentFact[] }
  | { readonly refusal: Rejection };

function targetsOf(
  state: CollectionState,
  { target, meeting, document }: RetractRecord,
): RetractionTargets {
  if (target !== undefined) {
    const found = findFact(state, target);
    if ('refusal' in found)
      return found.refusal.code === 'DOMAIN_RECORD_RETRACTED' ? { facts: [] } : found;
    return { facts: [found.fact] };
  }
  if (meeting !== undefined) {
    if (!isKnown(state, 'meeting', meeting)) {
      return {
        refusal: createRejection(
          'DOMAIN_MEETING_UNKNOWN',
          `the record knows no meeting ${meeting}`,
          'give the id of a meeting',
          { field: 'meeting' },
        ),
      };
    }
    return { facts: ofMeeting(state, meeting) };
  }
  if (document === undefined || !isKnown(state, 'document', document)) {
    return {
      refusal: createRejection(
        'DOMAIN_SOURCE_UNKNOWN',
        `the record knows no document ${document}`,
        'give the id of a source',
        {
          field: 'document',
        },
      ),
    };
  }
  return { facts: ofDocument(state, document) };
}

/** What would be left pointing at something that is gone. */
function danglingAfter(after: CollectionState, gone: readonly CurrentFact[]): readonly Rejection[] {
  return gone.flatMap(({ id, event }) =>
    getDefinition(event).introduces.flatMap(({ referent, field }) => {
      const name = String(getFields(event)[field]);
      if (referent === 'incident' || isKnown(after, referent, name)) return [];
      const left = leftPointing(after, referent, name);
      if (left === undefined) return [];
      const message = `${left.id} (${left.event.type}) still refers to the ${referent} ${name} that ${id} brought in`;
      return [
        createRejection(
          'DOMAIN_STILL_REFERRED_TO',
          message,
          `retract what refers to it first, or the whole ${referent === 'meeting' ? 'meeting' : 'document'}`,
          { event: left.id },
        ),
      ];
    }),
  );
}

function leftPointing(
  after: CollectionState,
  referent: Referent,
  name: string,
): CurrentFact | undefined {
  const actors =
    referent === 'body' ? findCurrentFacts(after, factKeys.refersTo('actor', name)) : [];
  const passages =
    referent === 'document'
      ? after.facts
          .values()
          .filter(
            (fact) =>
              fact.retracted === undefined &&
              getPassages(fact.event).some(({ document }) => document === name),
          )
      : [];
  const named = findCurrentFacts(after, factKeys.refersTo(referent, name)).filter((fact) =>
    Object.entries(getFields(fact.event)).some(
      ([field, value]) => !LOOSE_FIELDS.has(field) && JSON.stringify(value)?.includes(`"${name}"`),
    ),
  );
  return [...named, ...actors, ...passages][0];
}

/** Takes facts back: one, or all of a meeting or a document. They stay visible as retracted. */
export function decideRetractRecord(
  state: CollectionState,
  command: RetractRecord,
  commandId: string,
): Decision {
  const targets = targetsOf(state, command);
  if ('refusal' in targets) return reject(targets.refusal);
  if (targets.facts.length === 0)
    return recordNothing(command.target === undefined ? [] : [command.target]);
  const { reason, evidence } = command;
  const events = targets.facts.map(({ id, stream }): NewEvent => ({
    type: 'RecordRetracted',
    data: { target: id, reason, evidence },
    stream,
  }));
  const after = events.reduce(
    (next, event, n) => applyEvent(next, `${commandId}.${n + 1}`, event.stream, event),
    state,
  );
  const refusals = [...checkEvidence(state, evidence), ...danglingAfter(after, targets.facts)];
  return refusals.length > 0 ? reject(...refusals) : recordEvents(events);
}
