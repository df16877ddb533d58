import { describe, expect, it } from 'vitest';
import {
  registerArticle,
  BASIC_RECORD,
  given,
  recordMeetingHeld,
  statedDate,
  assertionAt,
  stateActor,
} from '../testing/given-when-then.ts';

describe('Dates', () => {
  it('of an end before a beginning are refused', () => {
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

describe('Bodies', () => {
  it('are no organs of themselves, not even through others', () => {
    const child = {
      name: 'RegisterBody',
      body: { body: 'own', name: 'Own', kind: 'organ', parents: ['own'] },
    };
    expect(given(...BASIC_RECORD).when(child).rejections).toEqual([
      'DOMAIN_BODY_OWN_ANCESTOR parents',
    ]);
  });

  it('are named by their meetings', () => {
    expect(
      given(...BASIC_RECORD, registerArticle).when(recordMeetingHeld({ meeting: 'forty-fourth' }))
        .rejections,
    ).toEqual(['DOMAIN_MEETING_ID_FORM meeting']);
  });
});
