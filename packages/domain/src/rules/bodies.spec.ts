import { describe, expect, it } from 'vitest';
import {
  articleRegistered,
  basics,
  given,
  meetingHeld,
  on,
  says,
  state,
} from '../given-when-then.ts';

describe('Dates', () => {
  it('of an end before a beginning are refused', () => {
    const member = {
      name: 'RecordMembershipStatusRecorded',
      body: {
        member: state('AFG'),
        body: 'sco',
        status: 'observer',
        startedOn: on('2012'),
        endedOn: on('2011-05'),
        ...says(0),
      },
    };
    expect(given(...basics).when(member).refusals).toEqual(['DOMAIN_DATES_REVERSED endedOn']);
  });
});

describe('Bodies', () => {
  it('are no organs of themselves, not even through others', () => {
    const child = {
      name: 'RegisterBody',
      body: { body: 'own', name: 'Own', kind: 'organ', parents: ['own'] },
    };
    expect(given(...basics).when(child).refusals).toEqual(['DOMAIN_BODY_OWN_ANCESTOR parents']);
  });

  it('are named by their meetings', () => {
    expect(
      given(...basics, articleRegistered).when(meetingHeld({ meeting: 'forty-fourth' })).refusals,
    ).toEqual(['DOMAIN_MEETING_ID_FORM meeting']);
  });
});
