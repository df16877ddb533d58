import { describe, expect, it } from 'vitest';
import {
  assertionAt,
  BASIC_RECORD,
  given,
  recordMeetingHeld,
  stateActor,
} from '../testing/given-when-then.ts';

describe('A delegation or organ', () => {
  it('must have the right kind: an organ is not a delegation, and a state is not an organ', () => {
    const organ = { id: 'council', kind: 'organ', nameAsWritten: 'Council' };
    const delegation = {
      name: 'RecordDelegationAttended',
      body: { meeting: 'council-44', state: organ, basis: 'named', ...assertionAt(20) },
    };
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(delegation).rejections).toEqual([
      'DOMAIN_ORGAN_NOT_DELEGATION state.kind',
    ]);
    const attended = {
      name: 'RecordOrganAttended',
      body: { meeting: 'council-44', organ: stateActor('BLR'), ...assertionAt(20) },
    };
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(attended).rejections).toEqual([
      'DOMAIN_STATE_NOT_ORGAN organ.kind',
    ]);
  });
});
