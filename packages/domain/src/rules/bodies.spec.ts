import { describe, expect, it } from 'vitest';
import {
  BASIC_RECORD,
  given,
  recordMeetingHeld,
  registerArticle,
} from '../testing/given-when-then.ts';

describe('The id of a body', () => {
  it('must not be its own parent', () => {
    const child = {
      name: 'RegisterBody',
      body: { body: 'own', name: 'Own', kind: 'organ', parents: ['own'] },
    };
    expect(given(...BASIC_RECORD).when(child).rejections).toEqual([
      'DOMAIN_BODY_OWN_ANCESTOR parents',
    ]);
  });

  it('must begin the id of its meetings', () => {
    expect(
      given(...BASIC_RECORD, registerArticle).when(recordMeetingHeld({ meeting: 'forty-fourth' }))
        .rejections,
    ).toEqual(['DOMAIN_MEETING_ID_FORM meeting']);
  });
});
