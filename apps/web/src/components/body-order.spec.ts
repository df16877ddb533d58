import { describe, expect, it } from 'vitest';
import { orderBodies } from './body-order.ts';

const body = (id: string, name: string, kind: string, ...parents: readonly string[]) => ({
  collection: 'harbour',
  body: id,
  name,
  kind,
  parents,
});

const order = (...rows: readonly ReturnType<typeof body>[]): readonly unknown[] =>
  orderBodies(rows).map((row) => row['name']);

describe('The order of bodies', () => {
  it('has the organs of an organization below it, then other bodies by name', () => {
    const rows = [
      body('a-band', 'Night Band', 'group'),
      body('b-board', 'Tide Board', 'organ', 'z-league'),
      body('c-league', 'Other League', 'organization'),
      body('d-office', 'Quay Office', 'organ', 'b-board'),
      body('e-watch', 'Coast Watch', 'agency'),
      body('f-council', 'Ebb Council', 'organ', 'z-league'),
      body('z-league', 'Tide League', 'organization'),
    ];
    expect(order(...rows)).toEqual([
      'Tide League',
      'Ebb Council',
      'Tide Board',
      'Quay Office',
      'Other League',
      'Coast Watch',
      'Night Band',
    ]);
  });

  it('keeps each body once, also of those that are parents of each other', () => {
    const one = body('one', 'One', 'organ', 'two');
    const two = body('two', 'Two', 'organ', 'one');
    expect(order(two, one)).toEqual(['Two', 'One']);
  });

  it('finds a parent of another collection', () => {
    const organ = { ...body('pier', 'Pier Board', 'organ', 'sea/league'), collection: 'piers' };
    const league = { ...body('league', 'Sea League', 'organization'), collection: 'sea' };
    expect(order(organ, league)).toEqual(['Sea League', 'Pier Board']);
  });
});
