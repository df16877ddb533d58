import { ID_STREAM, type MergeRecords } from '@rapporteur/contracts';
import { checkEvidence, checkNamedId } from './amendment-checks.ts';
import { updateConflicts } from './conflicts.ts';
import { type Decision, type NewEvent, recordEvents, recordNothing, reject } from './decision.ts';
import { listFactsOfMerger } from './mergers.ts';
import { createRejection, type Rejection } from './rejection.ts';
import { applyEvent, type CollectionState, findMerger } from './state.ts';

/** Returns a rejection if the id into which another is merged was merged itself. */
export function checkMergeTarget(
  state: CollectionState,
  { kind, into }: Pick<MergeRecords, 'kind' | 'into'>,
): readonly Rejection[] {
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
export function decideMergeRecords(
  state: CollectionState,
  command: MergeRecords,
  commandId: string,
): Decision {
  const { kind, merged, into, reason, evidence } = command;
  const existing = findMerger(state, kind, merged);
  if (existing?.into === into) return recordNothing([existing.event]);

  const code = 'DOMAIN_MERGE_UNKNOWN';
  const rejections = [
    ...checkNamedId(state, { kind, id: merged, field: 'merged', code }),
    ...checkNamedId(state, { kind, id: into, field: 'into', code }),
    ...checkMergeTarget(state, command),
    ...checkEvidence(state, evidence),
  ];
  if (rejections.length > 0) return reject(...rejections);

  const stream = `${ID_STREAM[kind]}-${into}`;
  const data = { kind, merged, into, reason, evidence };
  const merger: NewEvent = { type: 'RecordsMerged', data, stream };
  const id = `${commandId}.1`;
  const after = applyEvent(state, { id, stream }, merger);
  const conflicts = updateConflicts({
    state: after,
    changed: listFactsOfMerger(after, { id, stream, event: merger }),
    formatId: (index) => `${commandId}.${index + 2}`,
  });
  return recordEvents([merger, ...conflicts]);
}
