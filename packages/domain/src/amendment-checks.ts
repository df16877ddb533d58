import type { Evidence, IdKind } from '@rapporteur/contracts';
import { createRejection, type Rejection, type RejectionCode } from './rejection.ts';
import { findSimilarId } from './similar-ids.ts';
import { type CurrentFact, factKeys, isKnown } from './fact-index.ts';
import type { CollectionState } from './state.ts';

type FactLookup = { readonly fact: CurrentFact } | { readonly rejection: Rejection };

/**
 * Returns the fact, merger or link that a command targets, or a rejection if it is unknown or
 * retracted.
 */
export function findTargetFact(state: CollectionState, id: string): FactLookup {
  const fact = state.facts.get(id);
  if (fact === undefined) {
    return {
      rejection: createRejection('DOMAIN_EVENT_UNKNOWN', {
        message: `The record has no fact \`${id}\`.`,
        remedy: 'Give the id of the event that recorded the fact.',
        field: 'target',
      }),
    };
  }

  if (fact.retracted === undefined) return { fact };
  return {
    rejection: createRejection('DOMAIN_RECORD_RETRACTED', {
      message: `The fact \`${id}\` was retracted.`,
      remedy: 'Record the fact again.',
      field: 'target',
      event: fact.retracted.by,
    }),
  };
}

/** An id that a merger or link names, and the rejection if the record does not know it. */
interface NamedId {
  readonly kind: IdKind;
  readonly id: string;
  readonly field: string;
  readonly code: RejectionCode;
}

/** Returns a rejection if the record does not know an id. Facts need only mention an actor. */
export function checkNamedId(
  state: CollectionState,
  { kind, id, field, code }: NamedId,
): readonly Rejection[] {
  const isMentioned =
    kind === 'actor' ? state.index.has(factKeys.refersTo('actor', id)) : isKnown(state, kind, id);
  if (isMentioned) return [];

  const similar = kind === 'actor' ? undefined : findSimilarId(state, kind, id);
  return [
    createRejection(code, {
      message: `The record has no ${kind} \`${id}\`.`,
      remedy:
        similar === undefined
          ? 'Give an id that the record knows.'
          : `Did you mean \`${similar}\`?`,
      field,
    }),
  ];
}

/** Returns a rejection for each document of the evidence that the record does not know. */
export function checkEvidence(state: CollectionState, evidence: Evidence): readonly Rejection[] {
  const documents = evidence.passages.map(({ document }) => document);
  if (evidence.document !== null) documents.push(evidence.document);

  return documents
    .filter((document) => !isKnown(state, 'document', document))
    .map((document) =>
      createRejection('DOMAIN_SOURCE_UNKNOWN', {
        message: `The record has no document \`${document}\`.`,
        remedy: 'Register the evidence as a source, or describe it in a note.',
        field: 'evidence',
      }),
    );
}
