import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { ActorRef } from './actor.ts';
import { Assertion, Evidence, Passage, Span } from './assertion.ts';
import { CondemnationTarget } from './condemnation.ts';
import { CountryCode, CountryValue, Place } from './country.ts';
import { DateValue } from './date-value.ts';
import { getDateBounds } from './edtf.ts';
import { AnyId, EventId, MeetingId, Sha256, Term } from './ids.ts';
import { JsonValue } from './json-value.ts';
import { Count, OrdinalValue } from './quantity.ts';
import { text, WebAddress } from './text.ts';

const says = (schema: z.ZodType, value: unknown): string =>
  (schema.safeParse(value).error?.issues ?? [])
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('; ');

describe('A date value', () => {
  it('is stated by default', () =>
    expect(DateValue.parse({ edtf: '2025-09-10' })).toEqual({
      edtf: '2025-09-10',
      asWritten: null,
      basis: 'stated',
      rule: null,
    }));

  it('describes an invalid date', () => {
    expect(says(DateValue, { edtf: '2025-02-29' })).toBe(
      'edtf: "2025-02-29" must be a day of the calendar',
    );
    expect(says(DateValue, { edtf: '2025', basis: 'guessed' })).toMatch(/basis/);
    expect(says(DateValue, { edtf: '2025', day: 1 })).toMatch(/day/);
  });

  it('has bounds; an unchecked date throws', () => {
    expect(getDateBounds({ edtf: '2025-06' })).toEqual({
      precision: 'month',
      earliest: '2025-06-01',
      latest: '2025-06-30',
    });
    expect(() => getDateBounds({ edtf: '2025-02-29' })).toThrow(RangeError);
  });
});

describe('A country', () => {
  it.each(['KGZ', 'SUN', 'XKX', 'XAB'])('is known by its code: %s', (code) =>
    expect(CountryCode.safeParse(code).success).toBe(true),
  );

  it.each(['KG', 'kgz', 'XYZ', 'XKK', 'UNK', 'KYRGYZSTAN', '', 'KGZ '])('must not be %j', (code) =>
    expect(says(CountryCode, code)).toMatch(/alpha-3/),
  );

  it('is stated by default', () =>
    expect(CountryValue.parse({ code: 'RUS' })).toEqual({
      code: 'RUS',
      nameAsWritten: null,
      basis: 'stated',
      rule: null,
    }));

  it('or a name is enough for a place', () => {
    expect(says(Place, {})).toMatch(/must have a name, a country or both/);
    expect(Place.parse({ name: 'Tashkent' })).toEqual({ name: 'Tashkent', country: null });
  });
});

describe('An actor', () => {
  const actor = (given: object): object => ({ kind: 'state', nameAsWritten: 'X', ...given });

  it.each([
    ['a state by its code', { id: 'KGZ' }],
    ['a former state', { id: 'SUN' }],
    ['Kosovo by the code that ISO leaves to users', { id: 'XKX' }],
    ['an organ by its slug', { id: 'sco-rats-council', kind: 'organ' }],
    ['a class of a body', { id: 'sco-member-states', kind: 'class', of: 'sco' }],
    ['an agency of a state', { id: 'fsb', kind: 'agency', of: 'RUS' }],
  ])('may be %s', (_, given) => expect(says(ActorRef, actor(given))).toBe(''));

  it.each([
    ['a state by a slug', { id: 'kyrgyzstan' }, /alpha-3/],
    ['a state with an unknown code', { id: 'XYZ' }, /alpha-3/],
    ['an organ by a code', { id: 'KGZ', kind: 'organ' }, /slug/],
    ['a code in small letters', { id: 'kgz' }, /alpha-3/],
    ['a slug with a space', { id: 'sco rats', kind: 'organ' }, /slug/],
    ['of an unknown kind', { id: 'KGZ', kind: 'country' }, /kind/],
    ['without its name', { id: 'KGZ', nameAsWritten: '' }, /nameAsWritten/],
    ['a class of a body by name', { id: 'x', kind: 'class', of: 'The Union' }, /of/],
  ])('may not be %s', (_, given, message) => expect(says(ActorRef, actor(given))).toMatch(message));
});

describe('A number', () => {
  it.each([0, -1, 1.5, 2 ** 53, Number.MAX_SAFE_INTEGER, '44', Number.NaN])(
    '%s is not an ordinal',
    (value) => expect(OrdinalValue.safeParse({ value }).success).toBe(false),
  );

  it('of a count may be open or zero, but not missing or reversed', () => {
    expect(says(Count, { min: 301 })).toBe('');
    expect(says(Count, { min: 0, max: 0 })).toBe('');
    expect(says(Count, { qualifier: 'many' })).toBe('');
    expect(says(Count, { ofWhat: 'people' })).toMatch(/must have min, max or both/);
    expect(says(Count, { min: 2, max: 1 })).toMatch(/not be less than min/);
    expect(says(Count, { min: -1 })).toMatch(/min/);
    expect(says(Count, { max: 2 ** 53 })).toMatch(/max/);
  });
});

describe('A text', () => {
  it.each([
    ['\uD800', /surrogate/],
    ['a\uDC00b', /surrogate/],
    ['a\u0000b', /NUL/],
    [' \n\t', /blank/],
    ['', /./],
    ['x'.repeat(11), /./],
  ])('must not be %j', (value, message) => expect(says(text(10), value)).toMatch(message));

  it('may contain characters outside the basic plane', () => expect(says(text(10), '😀')).toBe(''));

  it('that is a web address must begin with http or https', () => {
    expect(says(WebAddress, 'https://example.org/a?b=c')).toBe('');
    for (const value of ['javascript:alert(1)', 'ftp://example.org', 'example.org', 'https://']) {
      expect(says(WebAddress, value)).toMatch(/web address/);
    }
  });
});

describe('An id', () => {
  it.each(['Sco', 'sco_rats', 'sco--rats', '-sco', 'sco-', '', 'x'.repeat(121), 'schön'])(
    'is not %j',
    (value) => expect(MeetingId.safeParse(value).success).toBe(false),
  );

  it('has a different form for events, hashes, terms and any id', () => {
    expect(EventId.safeParse('a.b-c.12').success).toBe(true);
    expect(EventId.safeParse('abc').success).toBe(false);
    expect(EventId.safeParse('abc.0').success).toBe(false);
    expect(Sha256.safeParse('A'.repeat(64)).success).toBe(false);
    expect(Term.safeParse('Work plan').success).toBe(false);
    expect(AnyId.safeParse('KGZ').success).toBe(true);
  });
});

describe('A passage', () => {
  const passage = {
    document: 'note',
    documentSha256: '0'.repeat(64),
    start: 3,
    end: 9,
    sha256: '1'.repeat(64),
    line: 1,
  };

  it.each([
    ['empty', { end: 3 }, /end/],
    ['backwards', { start: 9, end: 3 }, /end/],
    ['starting before the text', { start: -1 }, /start/],
    ['on line 0', { line: 0 }, /line/],
    ['starting within a character', { start: 0.5 }, /start/],
    ['ending beyond every text', { end: 2 ** 53 }, /end/],
    ['without a hash', { sha256: undefined }, /sha256/],
  ])('must not be %s', (_, change, message) =>
    expect(says(Passage, { ...passage, ...change })).toMatch(message),
  );

  it('is required in an assertion and optional in evidence', () => {
    expect(says(Assertion, { modality: 'reported', passages: [passage] })).toBe('');
    expect(says(Assertion, { modality: 'reported', passages: [] })).toMatch(/passages/);
    expect(says(Evidence, {})).toMatch(/must give passages/);
    expect(says(Evidence, { note: 'a letter' })).toBe('');
    expect(says(Span, { start: 2, end: 2 })).toMatch(/greater than start/);
  });
});

describe('A condemned target', () => {
  it('is an incident or a class, not both', () => {
    expect(says(CondemnationTarget, { incident: 'storm-2023' })).toBe('');
    expect(says(CondemnationTarget, { class: 'terrorist-acts' })).toBe('');
    expect(
      CondemnationTarget.safeParse({ incident: 'storm-2023', class: 'terrorist-acts' }).success,
    ).toBe(false);
    expect(CondemnationTarget.safeParse({}).success).toBe(false);
  });
});

describe('A JSON value', () => {
  it('is any value that JSON can represent', () => {
    for (const value of [null, 0, 'a', true, [1, [2]], { a: { b: null } }])
      expect(JsonValue.parse(value)).toEqual(value);
    for (const value of [undefined, Number.NaN, { a: [undefined] }, 1n, ['\uD800']]) {
      expect(JsonValue.safeParse(value).success).toBe(false);
    }
  });
});
