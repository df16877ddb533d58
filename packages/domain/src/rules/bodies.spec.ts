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

  it('must be registered before it is a parent, or be linked in its own collection', () => {
    const joint = {
      name: 'RegisterBody',
      body: { body: 'joint', name: 'Joint', kind: 'joint-session', parents: ['sco', 'cis'] },
    };
    const cis = {
      name: 'RegisterBody',
      body: { body: 'cis', name: 'CIS', kind: 'organization' },
    };
    const rejected = given(...BASIC_RECORD).when(joint);
    expect(rejected.rejections).toEqual(['DOMAIN_BODY_UNKNOWN parents.1']);
    expect(JSON.stringify(rejected.decision)).toMatch(
      /no body `cis`.*Register the parent.*part-of/,
    );
    expect(given(...BASIC_RECORD, cis).when(joint).types).toEqual(['BodyRegistered']);

    const alone = { ...joint, body: { ...joint.body, parents: ['sco'] } };
    const link = {
      name: 'LinkRecords',
      body: {
        kind: 'body',
        id: 'joint',
        relation: 'part-of',
        other: { collection: 'cis', id: 'cis-council' },
        reason: 'It meets for both.',
        evidence: { note: 'Its rules of procedure' },
      },
    };
    expect(given(...BASIC_RECORD, alone).when(link).types).toEqual(['RecordsLinked']);
  });

  it('may get further names and identifiers, each recorded once', () => {
    const register = (more: object) => ({
      name: 'RegisterBody',
      body: { body: 'guild', name: 'Guild', kind: 'organ', parents: ['sco'], ...more },
    });
    const longer = register({
      otherNames: ['Gilde'],
      identifiers: [{ scheme: 'register', value: 'G-1' }],
    });
    const known = given(...BASIC_RECORD, register({}));
    expect(known.when(longer).types).toEqual(['BodyRegistered']);
    const both = given(...BASIC_RECORD, register({}), longer);
    expect(both.when(longer).types).toEqual([]);
    expect(both.when(register({ otherNames: ['Gilde'] })).types).toEqual([]);
    expect(both.when(register({ otherNames: ['Guilde'] })).types).toEqual(['BodyRegistered']);
    for (const other of [{ kind: 'group' }, { name: 'Gilde' }, { parents: [] }])
      expect(both.when(register(other)).rejections).toEqual(['DOMAIN_BODY_DIFFERS -']);
  });

  it('must begin the id of its meetings', () => {
    expect(
      given(...BASIC_RECORD, registerArticle).when(recordMeetingHeld({ meeting: 'forty-fourth' }))
        .rejections,
    ).toEqual(['DOMAIN_MEETING_ID_FORM meeting']);
  });
});
