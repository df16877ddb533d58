import { describe, expect, it } from 'vitest';
import { buildParticipationMatrix, type MatrixEntry } from './matrix.ts';

const hold = (collection: string, meeting: string) => ({
  collection,
  meeting,
  body: 'council',
  session: null,
  ordinal: null,
  date: null,
});
const attend = (collection: string, meeting: string, actor: string): MatrixEntry => ({
  collection,
  meeting,
  actor,
  kind: 'state',
  nameAsWritten: null,
  actorOf: null,
  role: 'attended',
  basis: 'named',
  capacity: null,
  represents: null,
  event: `${collection}-${meeting}-${actor}.1`,
});

describe('The meetings that a state could attend', () => {
  it('are not those of an organization that never names it', () => {
    const meetings = [hold('port', 'one'), hold('port', 'two'), hold('reef', 'one')];
    const entries = [
      attend('port', 'one', 'MLT'),
      attend('port', 'two', 'ITA'),
      attend('reef', 'one', 'ITA'),
    ];
    const { states } = buildParticipationMatrix(meetings, entries, { states: ['ESP'] });
    expect(
      states.map(({ actor, attended, couldAttend }) => `${actor} ${attended} of ${couldAttend}`),
    ).toEqual(['ESP 0 of 3', 'ITA 2 of 3', 'MLT 1 of 2']);
  });
});
