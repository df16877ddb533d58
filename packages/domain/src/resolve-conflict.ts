import type { ResolveConflict } from '@rapporteur/contracts';
import { type Decision, recordEvents, reject } from './decision.ts';
import { createRejection } from './rejection.ts';
import type { CollectionState } from './state.ts';

/** Decides to resolve a flagged conflict. A conflict can be resolved only once. */
export function decideResolveConflict(state: CollectionState, command: ResolveConflict): Decision {
  const { conflict, resolution, by, holds } = command;
  const flagged = state.conflicts.all.get(conflict);
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

  if (flagged.endedBy !== undefined) {
    return reject(
      createRejection('DOMAIN_CONFLICT_ENDED', {
        message: `The conflict \`${conflict}\` has ended.`,
        remedy: 'See the event that ended it. Resolve the conflict that replaces it, if any.',
        field: 'conflict',
        event: flagged.endedBy,
      }),
    );
  }

  const { events, field, values } = flagged.data;
  if (holds !== null && !events.includes(holds)) {
    return reject(
      createRejection('DOMAIN_CONFLICT_OTHER_FACT', {
        message: `The fact \`${holds}\` is not one of the conflict \`${conflict}\`.`,
        remedy: `Give one of ${events.map((event) => `\`${event}\``).join(', ')}.`,
        field: 'holds',
      }),
    );
  }

  const data = { conflict, events, field, values, resolution, by, holds };
  return recordEvents([{ type: 'ConflictResolved', data, stream: flagged.stream }]);
}
