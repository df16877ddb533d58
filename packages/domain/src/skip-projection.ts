import type { SkipProjection } from '@rapporteur/contracts';
import { type Decision, recordEvents, recordNothing, reject } from './decision.ts';
import { createRejection } from './rejection.ts';
import { type CollectionState, formatSkipKey, hasRecordedCommand } from './state.ts';

/**
 * Decides that a read model skips a command. The command must exist in the record.
 * Only the projector knows whether the read model can show it, so that is not checked here.
 */
export function decideSkipProjection(
  state: CollectionState,
  { projection, command, reason }: SkipProjection,
): Decision {
  const skipped = state.skipped.get(formatSkipKey(projection, command));
  if (skipped !== undefined) return recordNothing([skipped]);

  if (!hasRecordedCommand(state, command)) {
    return reject(
      createRejection('DOMAIN_COMMAND_UNKNOWN', {
        message: `The record has no command \`${command}\`.`,
        remedy:
          'Give the id of a command of this collection, as the list of parked commands shows it.',
        field: 'command',
      }),
    );
  }

  const stream = `projection-${projection}`;
  return recordEvents([
    { type: 'ProjectionSkipped', data: { projection, command, reason }, stream },
  ]);
}
