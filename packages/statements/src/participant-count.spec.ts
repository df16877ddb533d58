import type { Count } from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import { agreesWithList } from './participant-count.ts';

const exactly = (n: number, ofWhat: string | null = null): Count => ({
  min: n,
  max: n,
  qualifier: null,
  ofWhat,
});
const participant = (actor: string, kind = 'state', isGuest = false) => ({ actor, kind, isGuest });
const THREE = ['CYP', 'ITA', 'MLT'].map((code) => participant(code));
const WITH_GUEST_AND_ORGAN = [
  ...THREE,
  participant('PRT', 'state', true),
  participant('harbour-secretariat', 'organ'),
];

describe('A stated number of participants', () => {
  it.each([
    [exactly(3, 'states'), THREE, true],
    [exactly(4, 'states'), THREE, false],
    [exactly(2, 'states'), THREE, false],
    [exactly(3), THREE, true],
    [exactly(4), THREE, false],
    [{ ...exactly(4), qualifier: 'four member states' }, THREE, false],
    [{ min: 2, max: null, qualifier: 'at least two', ofWhat: 'countries' }, THREE, true],
    [{ min: null, max: 2, qualifier: 'at most two', ofWhat: 'countries' }, THREE, false],
    // Guests and organs may count or not.
    [exactly(3, 'member states'), WITH_GUEST_AND_ORGAN, true],
    [exactly(4, 'states'), WITH_GUEST_AND_ORGAN, true],
    [exactly(5, 'states'), WITH_GUEST_AND_ORGAN, false],
    [exactly(5, 'delegations'), WITH_GUEST_AND_ORGAN, true],
    [exactly(6, 'delegations'), WITH_GUEST_AND_ORGAN, false],
    // A state of two delegations is one.
    [exactly(3, 'states'), [...THREE, participant('MLT')], true],
    ...['États', 'pays', 'Estados miembros', 'países', 'государства', 'стран', '成员国'].map(
      (word) => [exactly(4, word), THREE, false] as const,
    ),
    ...['délégations', 'делегаций', '代表团'].map(
      (word) => [exactly(4, word), THREE, false] as const,
    ),
  ] as const)('%j agrees with a list or not: %#', (count, listed, expected) => {
    expect(agreesWithList(count, listed)).toBe(expected);
  });

  it.each([
    ['there is none', null, THREE],
    ['it has no bounds', { ...exactly(0), min: null, max: null, qualifier: 'many' }, THREE],
    ['it counts persons', exactly(40, 'delegates'), THREE],
    ['there is no list', exactly(9, 'states'), []],
    ['only organs are listed', exactly(9, 'states'), [participant('harbour-secretariat', 'organ')]],
    ['a class is listed', exactly(9, 'states'), [...THREE, participant('the-others', 'class')]],
  ] as const)('cannot be compared if %s', (_, count, listed) => {
    expect(agreesWithList(count, listed)).toBeNull();
  });
});
