import { ID_STREAM, type MergeRecords } from '@rapporteur/contracts';
import { checkEvidence, checkNamedId } from './amendment-checks.ts';
import { type Decision, recordEvents, recordNothing, reject } from './decision.ts';
import { createRejection, type Rejection } from './rejection.ts';
import { type CollectionState, findMerger } from './state.ts';

function checkTarget(state: CollectionState, { kind, into }: MergeRecords): readonly Rejection[] {
  const merger = findMerger(state, kind, into);
  if (merger === undefined) return [];

  return [
    createRejection('DOMAIN_MERGE_INTO_MERGED', {
      message: `The id \`${into}\` was already merged into \`${merger.into}\`.`,
      remedy: `Merge into \`${merger.into}\`, or retract that merger first.`,
      field: 'into',
      event: merger.event,
    }),
  ];
}

/** Decides to merge two ids that name the same thing. Both stay valid, one is shown. */
export function decideMergeRecords(state: CollectionState, command: MergeRecords): Decision {
  const { kind, merged, into, reason, evidence } = command;
  const existing = findMerger(state, kind, merged);
  if (existing?.into === into) return recordNothing([existing.event]);

  const code = 'DOMAIN_MERGE_UNKNOWN';
  const rejections = [
    ...checkNamedId(state, { kind, id: merged, field: 'merged', code }),
    ...checkNamedId(state, { kind, id: into, field: 'into', code }),
    ...checkTarget(state, command),
    ...checkEvidence(state, evidence),
  ];
  if (rejections.length > 0) return reject(...rejections);

  const stream = `${ID_STREAM[kind]}-${into}`;
  return recordEvents([
    { type: 'RecordsMerged', data: { kind, merged, into, reason, evidence }, stream },
  ]);
}
