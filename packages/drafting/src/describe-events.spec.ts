import { DEFINITIONS, type DomainEvent, EXAMPLES } from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import { describeEvent, describeEvents } from './describe-events.ts';

const exampleOf = (type: string, changes: object = {}): DomainEvent =>
  ({ type, data: { ...(EXAMPLES[type] as object), ...changes } }) as DomainEvent;

describe('The sentence of an event', () => {
  it.each(DEFINITIONS.map(({ type }) => type))('of type %s is complete', (type) => {
    const sentence = describeEvent(exampleOf(type));
    expect(sentence).toMatch(/^\S.*\S$/);
    expect(sentence).not.toMatch(/undefined|null|\[object| {2}| ,|\n/);
  });

  it('ends with the modality and the line', () =>
    expect(describeEvents([exampleOf('DelegationAttended')])).toEqual([
      'Delegation of Belarus (BLR) attended meeting sco-rats-council-44 — reported, line 2',
    ]));

  it('names both sides of a link', () => {
    const other = { collection: 'csto', id: 'csto-council' };
    const link = { kind: 'body', id: 'joint-council', reason: 'It meets for both.' };
    const sentence = (changes: object) =>
      describeEvent(exampleOf('RecordsLinked', { ...link, other, ...changes }));
    expect(sentence({ relation: 'part-of' })).toBe(
      'The body joint-council is a part of the body csto-council of the collection csto: ' +
        'It meets for both.',
    );
    expect(sentence({ relation: 'same' })).toContain('joint-council is the body csto-council of');
    expect(sentence({ relation: 'same', other: { scheme: 'wikidata', value: 'Q7' } })).toContain(
      'The body joint-council has the wikidata identifier Q7',
    );
  });

  it('never shows a number that is not stated', () => {
    expect(describeEvent(exampleOf('AwardsConferred'))).toContain('number not stated');
    expect(
      describeEvent(
        exampleOf('AwardsConferred', { count: { min: 0, max: 0, qualifier: null, ofWhat: null } }),
      ),
    ).toContain('(0)');
  });

  it('names the perpetrators, or says that none is named', () => {
    const state = {
      id: 'ISR',
      kind: 'state',
      nameAsWritten: 'the State of Israel',
      of: null,
      office: null,
    };
    expect(describeEvent(exampleOf('IncidentCondemned'))).toContain('naming no perpetrator');
    expect(describeEvent(exampleOf('IncidentCondemned', { perpetrators: [state] }))).toContain(
      'naming the State of Israel (ISR)',
    );
  });

  it.each([
    ['2025-09-10', 'on 10 September 2025'],
    ['2025-06', 'in June 2025'],
    ['2026', 'in 2026'],
    ['2025-40', 'in the first half of 2025'],
    ['2025-34', 'in the second quarter of 2025'],
    ['2004-09-01/2004-09-03', 'from 1 September 2004 to 3 September 2004'],
    ['2013/..', 'since 2013'],
    ['../2013', 'by 2013'],
    ['[2024-07,2025-07]', 'in July 2024 or July 2025'],
    ['XXXX-09-03', 'every 3 September'],
    ['2025-06?', 'in perhaps June 2025'],
    ['201X', 'in the 2010s'],
    ['19XX', 'in the years 1900 to 1999'],
    ['{2024,2026}', 'in 2024 and 2026'],
  ])('formats the date %s', (edtf, words) =>
    expect(
      describeEvent(
        exampleOf('MeetingHeld', {
          occurredOn: { edtf, asWritten: null, basis: 'stated', rule: null },
        }),
      ),
    ).toContain(words),
  );
});
