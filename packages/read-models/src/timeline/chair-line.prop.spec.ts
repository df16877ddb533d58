import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { on, state } from '../testing/sample-chairs.ts';
import { buildChairLine, findChairOnDay } from './chair-line.ts';

describe('The chair of a body', () => {
  it('gives the same line for any order of the facts', () => {
    const id = fc.constantFrom('ITA', 'FIN', 'NOR');
    const date = fc
      .option(
        fc.constantFrom('2020', '2021-06', '2021-06-05', '2022', '../2021-06-05', '2020/2022'),
      )
      .map((edtf) => (edtf === null ? null : on(edtf)));
    const fact = fc.record({
      entry: fc.constantFrom('hand-over' as const, 'period' as const, 'meeting' as const),
      holders: fc.array(
        id.map((each) => state(each)),
        { maxLength: 2 },
      ),
      previous: fc.option(id.map((each) => state(each))),
      stage: fc.constantFrom('current', 'incoming', 'outgoing'),
      term: fc.constantFrom(null, '2021', '2021-2022'),
      startedOn: date,
      endedOn: date,
      heldAsOf: date,
      meetingOn: date,
      documentOn: date,
      planned: fc.boolean(),
    });
    const facts = fc.array(fact, { maxLength: 7 }).map((all) =>
      all.map((each, n) => ({
        ...each,
        collection: 'club',
        meeting: null,
        person: null,
        event: `${n % 3}.${n}`,
      })),
    );
    const ordered = facts.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(ordered, ([one, other]) => {
        expect(buildChairLine(other)).toEqual(buildChairLine(one));
        for (const day of ['2019-01-01', '2021-06-05', '2021-06-20', '2023-01-01', null]) {
          expect(findChairOnDay(other, day)).toEqual(findChairOnDay(one, day));
        }
      }),
      { numRuns: 300 },
    );
  });
});
