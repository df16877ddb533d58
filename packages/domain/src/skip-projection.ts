import type { SkipProjection } from '@rapporteur/contracts';
import { type Decision, nothing, record, reject } from './decision.ts';
import { createRejection } from './refusal.ts';
import { type CollectionState, isRecorded, skipKey } from './state.ts';

/** Has a read model leave a command out. Whether it can be shown there is for whoever reads the log; that it exists, for us. */
export function decideSkipProjection(
  state: CollectionState,
  { projection, command, reason }: SkipProjection,
): Decision {
  const skipped = state.skipped.get(skipKey(projection, command));
  if (skipped !== undefined) return nothing([skipped]);
  if (!isRecorded(state, command)) {
    const message = `the record has no command ${command}`;
    const remedy =
      'give the command id of events of this collection, as the list of what is parked shows it';
    return reject(createRejection('DOMAIN_COMMAND_UNKNOWN', message, remedy, { field: 'command' }));
  }
  const stream = `projection-${projection}`;
  return record([{ type: 'ProjectionSkipped', data: { projection, command, reason }, stream }]);
}
