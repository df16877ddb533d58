import edtf from 'edtf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEdtf } from './edtf.ts';

const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const day = fc
  .date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const date = fc.oneof(
  day,
  day.map((text) => text.slice(0, 7)),
  day.map((text) => text.slice(0, 4)),
);
const form = fc.oneof(
  date,
  fc.tuple(date, date).map(([from, to]) => `${from}/${to}`),
  fc.tuple(date, date).map(([first, second]) => `[${first},${second}]`),
  day.map((text) => `${text.slice(0, 4)}-40`),
);

/** Returns the first and last day by npm edtf, which ends a set with its last member. */
function getReferenceBounds(value: string): readonly [string, string] {
  const members = value.startsWith('[') ? value.slice(1, -1).split(',') : [value];
  const read = members.map((member) => edtf(member));
  return [
    iso(Math.min(...read.map(({ min }) => min))),
    iso(Math.max(...read.map(({ max }) => max))),
  ];
}

describe('A date in EDTF', () => {
  it('has the same bounds as in npm edtf', () => {
    fc.assert(
      fc.property(form, (value) => {
        const reading = parseEdtf(value);
        if (!reading.ok) return;
        expect([reading.bounds.earliest, reading.bounds.latest]).toEqual(getReferenceBounds(value));
      }),
      { examples: [['[1970-01,1970-01-01]']] },
    );
  });

  it('is rejected if its day is not in the calendar', () => {
    const digits = (max: number) => fc.nat(max).map((number) => String(number).padStart(2, '0'));
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 2999 }),
        digits(14),
        digits(33),
        (year, month, dayOfMonth) => {
          const value = `${year}-${month}-${dayOfMonth}`;
          const parsed = new Date(`${value}T00:00:00Z`);
          const exists = !Number.isNaN(parsed.getTime()) && iso(parsed.getTime()) === value;
          expect(parseEdtf(value).ok).toBe(exists);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never throws, and has ordered bounds', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[[{]?[0-9X./,-]{0,24}[?~%]?[\]}]?$/)),
        (value) => {
          const reading = parseEdtf(value);
          if (reading.ok && reading.bounds.earliest !== null && reading.bounds.latest !== null) {
            expect(reading.bounds.earliest <= reading.bounds.latest).toBe(true);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
