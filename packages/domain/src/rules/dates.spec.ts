import { describe, expect, it } from 'vitest';
import {
  assertionAt,
  BASIC_RECORD,
  given,
  stateActor,
  statedDate,
} from '../testing/given-when-then.ts';

describe('The dates of a fact', () => {
  it('must not end before they start', () => {
    const member = {
      name: 'RecordMembershipStatusRecorded',
      body: {
        member: stateActor('AFG'),
        body: 'sco',
        status: 'observer',
        startedOn: statedDate('2012'),
        endedOn: statedDate('2011-05'),
        ...assertionAt(0),
      },
    };
    expect(given(...BASIC_RECORD).when(member).rejections).toEqual([
      'DOMAIN_DATES_REVERSED endedOn',
    ]);
  });
});
