import type { Count, Place } from '@rapporteur/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCompatible } from './is-compatible.ts';
import { resolve } from './resolve.ts';
import { EMPTY_CONTEXT, formatSettlement, type Statement } from './statement.ts';
import { createEvent, statementOf, toDate } from './testing/sample-statements.ts';

const edtf = fc.constantFrom(
  '2024-05-21',
  '2024-05-22',
  '2024-05',
  '2024-06',
  '2024',
  '2023',
  '202X',
  '2024-05-21?',
  '2024-05-20/2024-05-22',
  '2024-05-21/2024-05-22',
  '[2023-05,2024-05]',
  '{2024-05-21,2024-05-23}',
  '../2024-05',
  '2024/..',
  '2024-40',
  'XXXX-05-21',
  'XXXX-05',
);
const date = fc
  .tuple(edtf, fc.constantFrom(null, 'late May', '20 to 22 May'))
  .map(([value, words]) => toDate(value, words));
const count = fc
  .tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 }), fc.nat({ max: 2 }))
  .map(([a, b, form]): Count => ({
    min: form === 1 ? null : Math.min(a, b),
    max: form === 2 ? null : Math.max(a, b),
    qualifier: null,
    ofWhat: null,
  }));
const place = fc
  .tuple(
    fc.constantFrom(null, 'Lisbon', 'Porto', 'Old Porto', 'Порту', 'Portugal', ''),
    fc.constantFrom(null, 'PRT', 'ESP'),
  )
  .map(([name, code]): Place => ({
    name,
    country: code === null ? null : { code, nameAsWritten: null, basis: 'stated', rule: null },
  }));

describe('Compatibility', () => {
  it('is symmetric and reflexive for dates', () => {
    fc.assert(
      fc.property(date, date, (a, b) => {
        expect(isCompatible('date', a, b)).toBe(isCompatible('date', b, a));
        expect(isCompatible('date', a, a)).toBe(true);
      }),
    );
  });

  it('is symmetric and reflexive for counts', () => {
    fc.assert(
      fc.property(count, count, (a, b) => {
        expect(isCompatible('count', a, b)).toBe(isCompatible('count', b, a));
        expect(isCompatible('count', a, a)).toBe(true);
      }),
    );
  });

  it('is symmetric and reflexive for places', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1 }), fc.array(place, { minLength: 1 }), (a, b) => {
        expect(isCompatible('places', a, b)).toBe(isCompatible('places', b, a));
        expect(isCompatible('places', a, a)).toBe(true);
      }),
    );
  });
});

const statement = fc
  .record({
    event: fc.nat({ max: 12 }),
    date,
    modality: fc.constantFrom('reported', 'attributed', 'narrated'),
    document: fc.constantFrom('note', 'article', 'bulletin'),
    documentDay: fc.constantFrom('2024-06-01', '2024-06-02', undefined),
  })
  .map(({ event, date: occurredOn, modality, document, documentDay }): Statement => {
    const fields = { meeting: 'board-1', body: 'board', occurredOn };
    return statementOf('occurredOn', {
      id: `c.${event + 1}`,
      event: createEvent('MeetingHeld', fields, { modality, document }),
      ...(documentDay && { documentDay }),
    });
  });
const statements = fc.uniqueArray(statement, { selector: ({ event }) => event, maxLength: 8 });

describe('A resolution', () => {
  it('does not depend on the order of the statements', () => {
    fc.assert(
      fc.property(
        statements,
        fc.infiniteStream(fc.nat()),
        fc.boolean(),
        (set, order, isSettled) => {
          const settled = new Set(isSettled ? [formatSettlement('c.1', 'occurredOn')] : []);
          const context = { ...EMPTY_CONTEXT, settled };
          const shuffled = set
            .map((each) => ({ each, key: order.next().value }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ each }) => each);
          expect(resolve(shuffled, context)).toEqual(resolve(set, context));
        },
      ),
    );
  });

  it('names each event once, as support of the value or as an alternative', () => {
    fc.assert(
      fc.property(statements, (set) => {
        const { events, alternatives } = resolve(set);
        const named = [...events, ...alternatives.flatMap((each) => each.events)];
        expect(named.toSorted()).toEqual(set.map(({ event }) => event).toSorted());
      }),
    );
  });

  it('says that sources differ exactly if a statement contradicts the value', () => {
    fc.assert(
      fc.property(statements, (set) => {
        const { value, agreement } = resolve(set);
        const contradicted = set.some(
          (each) => !isCompatible('date', each.value as never, value as never),
        );
        expect(agreement === 'sources differ').toBe(contradicted);
      }),
    );
  });
});
