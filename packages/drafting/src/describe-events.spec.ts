import { readFileSync } from 'node:fs';
import { DEFINITIONS, type DomainEvent, EXAMPLES } from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import { describeEvent, describeEvents, describeRetraction } from './describe-events.ts';
import { parseSampleSentences } from './testing/sample-sentences.ts';

const { samples, names } = parseSampleSentences(
  readFileSync(new URL('testing/golden/sentences.yaml', import.meta.url), 'utf8'),
);

const exampleOf = (type: string, changes: object = {}): DomainEvent =>
  ({ type, data: { ...(EXAMPLES[type] as object), ...changes } }) as DomainEvent;
const date = (edtf: string, more: object = {}): object => ({
  edtf,
  asWritten: null,
  basis: 'stated',
  rule: null,
  ...more,
});

describe('The sentence of an event', () => {
  it('is one of a careful journalist, for each type', () => {
    const sentences = samples.map(({ type, event }) => `${type}: ${describeEvent(event, names)}`);
    expect(sentences).toEqual(samples.map(({ type, sentence }) => `${type}: ${sentence}`));
    expect(new Set(samples.map(({ type }) => type))).toEqual(
      new Set(DEFINITIONS.map(({ type }) => type)),
    );
  });

  it('has the names of its context, otherwise those as written, otherwise ids in words', () => {
    const position = exampleOf('IncidentCondemned');
    expect(describeEvent(position)).toBe(
      'The SCO RATS Council strongly condemned the strikes on Iran of 2025, naming no perpetrator.',
    );
    const context = {
      nameOf: (kind: string) => (kind === 'incident' ? 'Strikes of June on Iran' : 'Council'),
    };
    expect(describeEvent(position, context)).toBe(
      'The Council strongly condemned the strikes of June on Iran, naming no perpetrator.',
    );
  });

  it('has the fact that was corrected, as it reads since', () => {
    const attended = { ...(EXAMPLES['DelegationAttended'] as object), capacity: 'guest' };
    const correction = exampleOf('RecordCorrected', {
      field: 'capacity',
      oldValue: null,
      newValue: 'guest',
      correctedType: 'org.rapporteur.delegation-attended.v1',
      corrected: attended,
    });
    expect(describeEvent(correction)).toMatch(
      /^The capacity was corrected from nothing to “guest”: a delegation .* attended .* as a guest; the reason given: the communiqué gives the day\.$/,
    );
  });

  it('has the fact that was retracted, if it is known', () => {
    expect(describeRetraction('The Council met in Oslo.', 'It did not meet.')).toBe(
      'A fact was retracted: the Council met in Oslo; the reason given: it did not meet.',
    );
  });

  it('names a decision of a vote by its subject, as its page does', () => {
    const vote = (decision: string, subject: string | null): string =>
      describeEvent(exampleOf('VoteTaken', { decision, subject, draft: null, part: null }));
    expect(vote('harbour-pilotage-rule', 'The pilotage rule')).toMatch(
      /^The decision on the pilotage rule was /,
    );
    expect(vote('resolution-12', 'The pilotage rule')).toMatch(
      /^“Resolution 12” on the pilotage rule was /,
    );
    expect(vote('harbour-pilotage-rule', null)).toMatch(/^“Harbour Pilotage Rule” was /);
  });

  it('says once for what body a plan is', () => {
    const of = { id: 'pilot-office', kind: 'organ', nameAsWritten: 'the Pilot Office', of: null };
    const plan = (name: string | null): string =>
      describeEvent(exampleOf('PlanApproved', { name, of, period: null, kind: 'work-plan' }));
    expect(plan('work plan of the Pilot Office for 2033')).not.toMatch(
      /Pilot Office.*Pilot Office/,
    );
    expect(plan('work plan for the pilots')).toContain('of the Pilot Office');
  });

  it('never says that a meeting decided what it only announced', () => {
    const planned = { ...(EXAMPLES['NextMeetingAgreed'] as { assertion: object }).assertion };
    const next = exampleOf('NextMeetingAgreed', { assertion: { ...planned, modality: 'planned' } });
    expect(describeEvent(next)).toMatch(/^The next meeting .* is to be held/);
    expect(describeEvent(exampleOf('NextMeetingAgreed'))).toMatch(/^It was agreed to hold/);
  });

  it('names the person to whom the source attributes it, once', () => {
    const putin = { id: 'a-leader', kind: 'person', nameAsWritten: 'A. Leader', of: null };
    const attributed = (by: object | null) => {
      const { assertion } = EXAMPLES['MandateChangeReported'] as { assertion: object };
      const attributedTo = { ...putin, office: null };
      const data = { by, assertion: { ...assertion, attributedTo } };
      return describeEvent(exampleOf('MandateChangeReported', data));
    };
    expect(attributed(null)).toMatch(/^According to A\. Leader, it was announced/);
    expect(attributed({ ...putin, office: null })).toMatch(/^A\. Leader announced/);
  });

  it.each([
    ['2025-09-10', 'on 10 September 2025'],
    ['2025-06', 'in June 2025'],
    ['2026', 'in 2026'],
    ['2025-40', 'in the first half of 2025'],
    ['2025-34', 'in the second quarter of 2025'],
    ['2004-09-01/2004-09-03', 'from 1 to 3 September 2004'],
    ['2004-08-30/2004-09-03', 'from 30 August to 3 September 2004'],
    ['2004-12-30/2005-01-02', 'from 30 December 2004 to 2 January 2005'],
    ['2004-09-01?/2004-09-03', 'between perhaps 1 September 2004 and 3 September 2004'],
    ['2013/..', 'since 2013'],
    ['../2024-05-03', 'until 3 May 2024'],
    ['[2025-06-01,2025-06-02]', 'on 1 or 2 June 2025'],
    ['{2025-06,2025-08}', 'in June and August 2025'],
    ['[2024-07,2025-07]', 'in July 2024 or July 2025'],
    ['[2024,2025-07-01]', 'in 2024 or on 1 July 2025'],
    ['XXXX-09-03', 'every 3 September'],
    ['2025-06?', 'perhaps in June 2025'],
    ['2025-06-10~', 'about 10 June 2025'],
    ['2013%', 'perhaps about 2013'],
    ['201X', 'in the 2010s'],
    ['19XX', 'in the years 1900 to 1999'],
  ])('has the date %s as %s', (edtf, words) =>
    expect(describeEvent(exampleOf('MeetingHeld', { places: [], occurredOn: date(edtf) }))).toBe(
      `The SCO Rats Council held its 44th meeting ${words}.`,
    ),
  );

  it.each([
    [date('2025-09-10', { asWritten: 'September 10, 2025' }), '10 September 2025.'],
    [date('2025-09-10', { asWritten: '10.09.2025' }), '10 September 2025.'],
    [date('2025-09-10', { asWritten: '10 сентября' }), '10 September 2025.'],
    [date('2025-09-10', { basis: 'context' }), '10 September 2025 (from context).'],
    [date('2025-09-10', { basis: 'derived' }), '10 September 2025 (derived).'],
    [date('2025-09-10', { basis: 'relative', asWritten: 'today' }), '10 September 2025 (“today”).'],
    [date('2025-09-10', { basis: 'relative' }), '10 September 2025 (relative date).'],
    [date('2025-08-21/2025-08-31', { asWritten: 'late August' }), 'in late August 2025.'],
    [date('2025-03/2025-05', { asWritten: 'spring' }), 'in spring 2025.'],
  ])('has the words of the source only if they say more: %j', (occurredOn, words) =>
    expect(describeEvent(exampleOf('MeetingHeld', { places: [], occurredOn }))).toContain(words),
  );

  it.each([
    ['KGZ', 'the Kyrgyz Republic', 'Kyrgyzstan'],
    ['RUS', 'Российская Федерация', 'Russia'],
    ['USA', 'the United States of America', 'the United States'],
    ['CIV', 'Cote d’Ivoire', "Côte d'Ivoire"],
    ['LAO', "Lao People's Democratic Republic", 'Laos'],
    ['FRA', 'the French Republic', 'France'],
    ['TJK', 'the Tajik side', 'Tajikistan'],
    ['TJK', 'the Tajik authorities', 'Tajikistan (“Tajik authorities”)'],
    ['AFG', 'Islamic Emirate of Afghanistan', 'Afghanistan (“Islamic Emirate of Afghanistan”)'],
    ['CHN', 'Beijing', 'China (“Beijing”)'],
    ['XKX', 'Kosovo', 'Kosovo'],
    ['XAB', 'Atlantis', 'Atlantis'],
  ])('names the state %s, as written %s, as %s', (id, nameAsWritten, name) => {
    const chair = { id, kind: 'state', nameAsWritten, of: null, office: null };
    const sentence = describeEvent(exampleOf('MeetingChaired', { chairs: [chair] }));
    expect(sentence.toLowerCase()).toBe(
      `${name} chaired the 44th meeting of the SCO Rats Council.`.toLowerCase(),
    );
  });
});

describe('The sentences of a submission', () => {
  it('have the names that it gives, and the speaker and lines in brackets', () =>
    expect(
      describeEvents([
        exampleOf('BodyRegistered'),
        exampleOf('MeetingHeld'),
        exampleOf('DelegationAttended'),
        exampleOf('RecordRetracted'),
      ]),
    ).toEqual([
      'The Council of the SCO RATS was registered as an organ of the SCO Rats.',
      'The Council of the SCO RATS held its 44th meeting in Cholpon-Ata, Kyrgyzstan, on 10 September 2025. [reported, line 2]',
      'A delegation from Belarus attended the 44th meeting of the Council of the SCO RATS. [reported, line 2]',
      'A recorded fact, merger or link was retracted; the reason given: recorded from the wrong document.',
    ]));
});
