import type { SkipProjection } from '@rapporteur/contracts';
import { type Decision, recordNothing, recordEvents, reject } from './decision.ts';
import { createRejection } from './rejection.ts';
import { type CollectionState, hasRecordedCommand, formatSkipKey } from './state.ts';

/** Has a read model leave a command out. Whether it can be shown there is for whoever reads the log; that it exists, for us. */
export function decideSkipProjection(
  state: CollectionState,
  { projection, command, reason }: SkipProjection,
): Decision {
  const skipped = state.skipped.get(formatSkipKey(projection, command));
  if (skipped !== undefined) return recordNothing([skipped]);
  if (!hasRecordedCommand(state, command)) {
    const message = `the record has no command ${command}`;
    const remedy =
      'give the command id of events of this collection, as the list of what is parked shows it';
    return reject(createRejection('DOMAIN_COMMAND_UNKNOWN', message, remedy, { field: 'command' }));
  }
  const stream = `projection-${projection}`;
  return recordEvents([
    { type: 'ProjectionSkipped', data: { projection, command, reason }, stream },
  ]);
}
