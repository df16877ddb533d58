import type { ResolveConflict } from '@rapporteur/contracts';
import { type Decision, recordEvents, reject } from './decision.ts';
import { createRejection } from './rejection.ts';
import type { CollectionState } from './state.ts';

/** Decides to resolve a flagged conflict. A conflict can be resolved only once. */
export function decideResolveConflict(state: CollectionState, command: ResolveConflict): Decision {
  const { conflict, resolution, by } = command;
  const flagged = state.conflicts.get(conflict);
  if (flagged === undefined) {
    return reject(
      createRejection('DOMAIN_CONFLICT_UNKNOWN', {
        message: `The record has no conflict \`${conflict}\`.`,
        remedy: 'Give the id of a ConflictFlagged event.',
        field: 'conflict',
      }),
    );
  }

  if (flagged.resolvedBy !== undefined) {
    return reject(
      createRejection('DOMAIN_CONFLICT_RESOLVED', {
        message: `The conflict \`${conflict}\` is already resolved.`,
        remedy: 'Correct the facts themselves.',
        field: 'conflict',
        event: flagged.resolvedBy,
      }),
    );
  }

  const data = { conflict, ...flagged.data, resolution, by };
  return recordEvents([{ type: 'ConflictResolved', data, stream: flagged.stream }]);
}
