import type { Referent, RetractRecord } from '@rapporteur/contracts';
import { checkEvidence, findFact } from './correct-record.ts';
import { type Decision, type NewEvent, nothing, record, reject } from './decision.ts';
import { definitionOf, fieldsOf, passagesOf } from './identity.ts';
import { type Rejection, createRejection } from './refusal.ts';
import { apply, type CollectionState, isKnown, key, standing, type StandingFact } from './state.ts';

// A source may go on saying that it is about a meeting, and a meeting that it prepares one, when that is retracted.
const LOOSE_FIELDS: ReadonlySet<string> = new Set(['about', 'prepares']);

function ofMeeting(state: CollectionState, meeting: string): readonly StandingFact[] {
  return standing(state, key.refersTo('meeting', meeting)).filter(({ event }) => {
    const fields = fieldsOf(event);
    return fields['meeting'] === meeting || fields['after'] === meeting;
  });
}

function ofDocument(state: CollectionState, document: string): readonly StandingFact[] {
  const told = standing(state, key.refersTo('document', document));
  const resting = state.facts
    .values()
    .filter(({ retracted }) => retracted === undefined)
    .filter(
      ({ event }) =>
        passagesOf(event).length > 0 &&
        passagesOf(event).every((passage) => passage.document === document),
    );
  return [
    ...new Set([
      ...told.filter(({ event }) => fieldsOf(event)['document'] === document),
      ...resting,
    ]),
  ];
}

type Targets = { readonly facts: readonly StandingFact[] } | { readonly refusal: Rejection };

function targetsOf(state: CollectionState, { target, meeting, document }: RetractRecord): Targets {
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
function danglingAfter(
  after: CollectionState,
  gone: readonly StandingFact[],
): readonly Rejection[] {
  return gone.flatMap(({ id, event }) =>
    definitionOf(event).introduces.flatMap(({ referent, field }) => {
      const name = String(fieldsOf(event)[field]);
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
): StandingFact | undefined {
  const actors = referent === 'body' ? standing(after, key.refersTo('actor', name)) : [];
  const passages =
    referent === 'document'
      ? after.facts
          .values()
          .filter(
            (fact) =>
              fact.retracted === undefined &&
              passagesOf(fact.event).some(({ document }) => document === name),
          )
      : [];
  const named = standing(after, key.refersTo(referent, name)).filter((fact) =>
    Object.entries(fieldsOf(fact.event)).some(
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
    return nothing(command.target === undefined ? [] : [command.target]);
  const { reason, evidence } = command;
  const events = targets.facts.map(({ id, stream }): NewEvent => ({
    type: 'RecordRetracted',
    data: { target: id, reason, evidence },
    stream,
  }));
  const after = events.reduce(
    (next, event, n) => apply(next, `${commandId}.${n + 1}`, event.stream, event),
    state,
  );
  const refusals = [...checkEvidence(state, evidence), ...danglingAfter(after, targets.facts)];
  return refusals.length > 0 ? reject(...refusals) : record(events);
}
