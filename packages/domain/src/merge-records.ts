import { MERGE_STREAM, type MergeRecords } from '@rapporteur/contracts';
import { checkEvidence } from './amendment-checks.ts';
import { type Decision, recordEvents, recordNothing, reject } from './decision.ts';
import { createRejection, type Rejection } from './rejection.ts';
import { findSimilarId } from './similar-ids.ts';
import { type CollectionState, factKeys, findCurrentFacts, isKnown } from './state.ts';

function checkId(
  state: CollectionState,
  command: MergeRecords,
  field: 'merged' | 'into',
): readonly Rejection[] {
  const { kind, [field]: id } = command;
  const known =
    kind === 'actor'
      ? findCurrentFacts(state, factKeys.refersTo('actor', id)).length > 0
      : isKnown(state, kind, id);
  if (known) return [];

  const similar = kind === 'actor' ? undefined : findSimilarId(state, kind, id);
  return [
    createRejection('DOMAIN_MERGE_UNKNOWN', {
      message: `The record has no ${kind} \`${id}\`.`,
      remedy:
        similar === undefined
          ? 'Give an id that the record knows.'
          : `Did you mean \`${similar}\`?`,
      field,
    }),
  ];
}

function checkTarget(state: CollectionState, { kind, into }: MergeRecords): readonly Rejection[] {
  const target = state.merged.get(`${kind}/${into}`);
  if (target === undefined) return [];

  return [
    createRejection('DOMAIN_MERGE_INTO_MERGED', {
      message: `The id \`${into}\` was already merged into \`${target}\`.`,
      remedy: `Merge into \`${target}\`.`,
      field: 'into',
    }),
  ];
}

/** Decides to merge two ids that name the same thing. Both stay valid, one is shown. */
export function decideMergeRecords(state: CollectionState, command: MergeRecords): Decision {
  const { kind, merged, into, reason, evidence } = command;
  if (state.merged.get(`${kind}/${merged}`) === into) return recordNothing([]);

  const rejections = [
    ...checkId(state, command, 'merged'),
    ...checkId(state, command, 'into'),
    ...checkTarget(state, command),
    ...checkEvidence(state, evidence),
  ];
  if (rejections.length > 0) return reject(...rejections);

  const stream = `${MERGE_STREAM[kind]}-${into}`;
  return recordEvents([
    { type: 'RecordsMerged', data: { kind, merged, into, reason, evidence }, stream },
  ]);
}
