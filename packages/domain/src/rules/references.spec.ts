import { describe, expect, it } from 'vitest';
import {
  assertionAt,
  BASIC_RECORD,
  given,
  recordMeetingHeld,
  stateActor,
  statedDate,
} from '../testing/given-when-then.ts';

describe('The references of a fact', () => {
  it.each([
    [
      'a body',
      recordMeetingHeld({ meeting: 'counsel-44', body: 'counsel' }),
      'DOMAIN_BODY_UNKNOWN body',
    ],
    [
      'meeting',
      {
        name: 'RecordMeetingDescribed',
        body: { meeting: 'council-45', aspect: 'theme', wording: 'x', ...assertionAt(0) },
      },
      'DOMAIN_MEETING_UNKNOWN meeting',
    ],
    [
      'decision',
      {
        name: 'RecordDecisionStatusReported',
        body: { decision: 'plan', status: 'done', heldAsOf: statedDate('2025'), ...assertionAt(0) },
      },
      'DOMAIN_DECISION_UNKNOWN decision',
    ],
    [
      'document',
      {
        name: 'RecordDocumentDescribed',
        body: { document: 'nota', aspect: 'published', ...assertionAt(0) },
      },
      'DOMAIN_SOURCE_UNKNOWN document',
    ],
    [
      'parent of an annex',
      {
        name: 'RecordDocumentAnnexed',
        body: { parent: 'nota', annex: 'declaration', extent: 'full', ...assertionAt(0) },
      },
      'DOMAIN_ANNEX_WITHOUT_PARENT parent',
    ],
  ])('must not name an unknown %s', (_, command, refusal) => {
    expect(given(...BASIC_RECORD).when(command).rejections).toContain(refusal);
  });

  it('may name a decision of elsewhere if a report of its status has a subject', () => {
    const status = (offset: number, more: object) => ({
      name: 'RecordDecisionStatusReported',
      body: {
        decision: 'tide-charter',
        status: 'in-force',
        heldAsOf: statedDate('2025'),
        ...more,
        ...assertionAt(offset),
      },
    });
    const told = status(0, { subject: 'the Tide Charter' });
    expect(given(...BASIC_RECORD).when(told).rejections).toEqual([]);
    expect(given(...BASIC_RECORD, told).when(status(30, {})).rejections).toEqual([]);
  });

  it('must name registered organs, but states need no registration', () => {
    const organ = { id: 'secretariat', kind: 'organ', nameAsWritten: 'Secretariat' };
    const attended = {
      name: 'RecordOrganAttended',
      body: { meeting: 'council-44', organ, ...assertionAt(20) },
    };
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(attended).rejections).toEqual([
      'DOMAIN_BODY_UNKNOWN organ.id',
    ]);
    const delegation = {
      name: 'RecordDelegationAttended',
      body: { meeting: 'council-44', state: stateActor('BLR'), basis: 'named', ...assertionAt(20) },
    };
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(delegation).types).toEqual([
      'DelegationAttended',
    ]);
  });

  it('suggest a similar known id', () => {
    const { decision } = given(...BASIC_RECORD).when(
      recordMeetingHeld({ meeting: 'counsil-44', body: 'counsil' }),
    );
    expect(JSON.stringify(decision)).toContain('Did you mean `council`?');
  });

  it('must name the body of a class that attends', () => {
    const members = { id: 'members', kind: 'class', nameAsWritten: 'Member States' };
    const attended = (of: string | null) => ({
      name: 'RecordDelegationAttended',
      body: {
        meeting: 'council-44',
        state: { ...members, of },
        basis: 'class',
        ...assertionAt(20),
      },
    });
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(attended(null)).rejections).toEqual([
      'DOMAIN_CLASS_WITHOUT_BODY state.of',
    ]);
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(attended('sco')).types).toEqual([
      'DelegationAttended',
    ]);
  });
});
