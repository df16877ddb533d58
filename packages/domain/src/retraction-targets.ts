import type { Referent, RetractRecord } from '@rapporteur/contracts';
import type { Amendment } from './amendments.ts';
import { getFields, getPassages } from './identity.ts';
import { createRejection, type Rejection, type RejectionCode } from './rejection.ts';
import { type CurrentFact, factKeys, findCurrentFacts, isKnown } from './fact-index.ts';
import type { CollectionState } from './state.ts';
import { listEffects } from './take-back.ts';

/** An event to retract: a fact, merger or link, or an amendment to take back. */
export type RetractionTarget =
  | { readonly kind: 'fact'; readonly fact: CurrentFact }
  | { readonly kind: 'amendment'; readonly id: string; readonly amendment: Amendment };

/** The events to retract, none if all of them are retracted, or a rejection. */
export type RetractionTargets =
  | { readonly targets: readonly RetractionTarget[] }
  | { readonly rejection: Rejection };

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
  const factsFrom = findCurrentFacts(state, factKeys.cites(document)).filter(({ event }) =>
    getPassages(event).every((passage) => passage.document === document),
  );
  const identities = findIdentities(state, 'document', document);
  return [...new Set([...factsAbout, ...factsFrom, ...identities])];
}

function toTargets(facts: readonly CurrentFact[]): RetractionTargets {
  return { targets: facts.map((fact) => ({ kind: 'fact', fact })) };
}

function toRejection(
  code: RejectionCode,
  texts: { readonly message: string; readonly remedy: string; readonly field: string },
): RetractionTargets {
  return { rejection: createRejection(code, texts) };
}

/** Returns the events that a command retracts. */
export function findRetractionTargets(
  state: CollectionState,
  { target, meeting, document, command = '' }: RetractRecord,
): RetractionTargets {
  if (target !== undefined) return findTarget(state, target);

  if (meeting !== undefined) {
    if (isKnown(state, 'meeting', meeting)) return toTargets(findFactsOfMeeting(state, meeting));
    return toRejection('DOMAIN_MEETING_UNKNOWN', {
      message: `The record has no meeting \`${meeting}\`.`,
      remedy: 'Give the id of a meeting.',
      field: 'meeting',
    });
  }

  if (document !== undefined) {
    if (isKnown(state, 'document', document))
      return toTargets(findFactsOfDocument(state, document));
    return toRejection('DOMAIN_SOURCE_UNKNOWN', {
      message: `The record has no document \`${document}\`.`,
      remedy: 'Give the id of a source.',
      field: 'document',
    });
  }

  const effects = listEffects(state, command);
  if (!effects.isKnown) {
    return toRejection('DOMAIN_COMMAND_UNKNOWN', {
      message: `The record has no command \`${command}\`.`,
      remedy: 'Give the id of a recorded command, which its response contains.',
      field: 'command',
    });
  }
  // The last amendment is taken back first.
  const found = effects.ids.map((id) => findTarget(state, id));
  const targets = found.flatMap((each) => ('targets' in each ? each.targets : []));
  const amendments = targets.filter(({ kind }) => kind === 'amendment');
  return {
    targets: [...amendments.toReversed(), ...targets.filter(({ kind }) => kind === 'fact')],
  };
}

function findTarget(state: CollectionState, id: string): RetractionTargets {
  const fact = state.facts.get(id);
  if (fact !== undefined) return toTargets(fact.retracted === undefined ? [fact] : []);

  const amendment = state.amendments.get(id);
  if (amendment === undefined) {
    return toRejection('DOMAIN_EVENT_UNKNOWN', {
      message: `The record has no event \`${id}\`.`,
      remedy: 'Give the id of the event to retract.',
      field: 'target',
    });
  }
  if (amendment.retracted !== undefined) return { targets: [] };
  return { targets: [{ kind: 'amendment', id, amendment }] };
}
