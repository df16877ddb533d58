import { MERGE_STREAM, type MergeRecords, type Referent } from '@rapporteur/contracts';
import { checkEvidence } from './correct-record.ts';
import { type Decision, recordNothing, recordEvents, reject } from './decision.ts';
import { findSimilarId } from './similar-ids.ts';
import { type Rejection, createRejection } from './rejection.ts';
import { type CollectionState, isKnown, factKeys, findCurrentFacts } from './state.ts';

function unknown(
  state: CollectionState,
  kind: MergeRecords['kind'],
  id: string,
  field: string,
): readonly Rejection[] {
  const known =
    kind === 'actor'
      ? findCurrentFacts(state, factKeys.refersTo('actor', id)).length > 0
      : isKnown(state, kind, id);
  if (known) return [];
  const near = kind === 'actor' ? undefined : findSimilarId(state, kind satisfies Referent, id);
  const remedy = near === undefined ? 'give an id that the record knows' : `did you mean ${near}?`;
  return [
    createRejection('DOMAIN_MERGE_UNKNOWN', `the record knows no ${kind} ${id}`, remedy, { field }),
  ];
}

/** Says that two ids name one thing: both stay valid, one is shown. */
export function decideMergeRecords(state: CollectionState, command: MergeRecords): Decision {
  const { kind, merged, into, reason, evidence } = command;
  if (state.merged.get(`${kind}/${merged}`) === into) return recordNothing([]);
  const further = state.merged.get(`${kind}/${into}`);
  const refusals = [
    ...unknown(state, kind, merged, 'merged'),
    ...unknown(state, kind, into, 'into'),
    ...(further === undefined
      ? []
      : [
          createRejection(
            'DOMAIN_MERGE_INTO_MERGED',
            `${into} was itself merged into ${further}`,
            `merge into ${further}`,
            {
              field: 'into',
            },
          ),
        ]),
    ...checkEvidence(state, evidence),
  ];
  if (refusals.length > 0) return reject(...refusals);
  const stream = `${MERGE_STREAM[kind]}-${into}`;
  return recordEvents([
    { type: 'RecordsMerged', data: { kind, merged, into, reason, evidence }, stream },
  ]);
}
