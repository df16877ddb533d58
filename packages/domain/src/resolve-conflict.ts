import type { ResolveConflict } from '@rapporteur/contracts';
import { type Decision, recordEvents, reject } from './decision.ts';
import { createRejection } from './rejection.ts';
import type { CollectionState } from './state.ts';

/** Says how a flagged conflict was settled. Once: a second opinion is a correction of the facts. */
export function decideResolveConflict(state: CollectionState, command: ResolveConflict): Decision {
  const flagged = state.conflicts.get(command.conflict);
  if (flagged === undefined) {
    const message = `the record has no conflict ${command.conflict}`;
    return reject(
      createRejection(
        'DOMAIN_CONFLICT_UNKNOWN',
        message,
        'give the id of a ConflictFlagged event',
        {
          field: 'conflict',
        },
      ),
    );
  }
  if (flagged.resolvedBy !== undefined) {
    const message = `${command.conflict} was settled before`;
    return reject(
      createRejection('DOMAIN_CONFLICT_RESOLVED', message, 'correct the facts themselves', {
        field: 'conflict',
        event: flagged.resolvedBy,
      }),
    );
  }
  const { conflict, resolution, by } = command;
  return recordEvents([
    {
      type: 'ConflictResolved',
      data: { conflict, ...flagged.data, resolution, by },
      stream: flagged.stream,
    },
  ]);
}
