import type { Evidence } from '@rapporteur/contracts';
import { createRejection, type Rejection } from './rejection.ts';
import { type CollectionState, type CurrentFact, isKnown } from './state.ts';

type FactLookup = { readonly fact: CurrentFact } | { readonly rejection: Rejection };

/** Returns the fact that a command targets, or a rejection if it is unknown or retracted. */
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
