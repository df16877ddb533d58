import { describe, expect, it } from 'vitest';
import { TIMELINE } from '../timeline/projection.ts';
import { TimelineMeetingRow } from '../timeline/meeting-entities.ts';
import type { EventSample } from '../testing/sample-event.ts';
import { useReadModel } from '../testing/use-read-model.ts';
import { Aliases } from './aliases.ts';
import { RecordQuery } from './record-query.ts';
import { formatResolvedKey, readStatedFacts, resolveThings } from './resolve-things.ts';

const said = (document: string, modality: string) => ({
  modality,
  passages: [
    {
      document,
      documentSha256: '0'.repeat(64),
      start: 0,
      end: 10,
      sha256: '1'.repeat(64),
      line: 1,
    },
  ],
});
const on = (edtf: string) => ({ edtf, basis: 'stated' });
const held = (edtf: string, place: string, document: string, modality = 'reported') =>
  [
    'MeetingHeld',
    {
      meeting: 'board-7',
      body: 'board',
      occurredOn: on(edtf),
      places: [{ name: place }],
      assertion: said(document, modality),
    },
  ] as const;

const RECORD: readonly EventSample[] = [
  held('2024-05', 'Lagos', 'press', 'narrated'), // 1
  held('2024-05-03', 'Accra', 'minutes'), // 2
  [...held('2024-05-03', 'Accra', 'bulletin'), 'other'], // 3
  held('2024-06', 'Accra', 'late'), // 4
];
const model = useReadModel(TIMELINE, RECORD);

const scopeOf = (collections: readonly string[], position = RECORD.length, linked = false) => ({
  asOf: null,
  collections: collections.map((collection) => ({ collection, partition: 0, position })),
  aliases: new Aliases(
    collections,
    [],
    linked
      ? [
          {
            kind: 'meeting',
            thing: { collection: 'sco', id: 'board-7' },
            other: { collection: 'other', id: 'board-7' },
          },
        ]
      : [],
  ),
});

async function resolveBoard(scope: ReturnType<typeof scopeOf>) {
  const facts = await readStatedFacts(model.database, scope, (_, f) => `${f.meeting} = 'board-7'`);
  const things = await resolveThings(model.database, scope, facts);
  const key = formatResolvedKey(scope, 'meeting', { collection: 'sco', id: 'board-7' });
  return { things, board: things.get(key) };
}

describe('The resolved properties of a thing', () => {
  it('have every value with its events, and the statements that differ', async () => {
    const { board } = await resolveBoard(scopeOf(['sco'], 2));
    expect(board?.properties.get('occurredOn')).toMatchObject({
      value: { edtf: '2024-05-03' },
      agreement: 'sources agree',
      events: ['c1.1', 'c2.1'],
    });
    expect(board?.properties.get('places')).toMatchObject({
      value: [{ name: 'Accra' }],
      agreement: 'sources differ',
      alternatives: [{ value: [{ name: 'Lagos' }], events: ['c1.1'] }],
    });
    expect(board?.statements['places']).toMatchObject([
      { event: 'c1.1', document: 'press', speaker: 'narrated', collection: 'sco' },
      { event: 'c2.1', document: 'minutes', speaker: 'own', collection: 'sco' },
    ]);
  });

  it('are those of the position of the scope', async () => {
    const { board } = await resolveBoard(scopeOf(['sco'], 1));
    expect(board?.agreement['places']).toBe('one source');
    const { board: later } = await resolveBoard(scopeOf(['sco'], 4));
    expect(later?.agreement['occurredOn']).toBe('sources differ');
  });

  it('are separate for one id in two collections, unless these are linked', async () => {
    const apart = await resolveBoard(scopeOf(['other', 'sco']));
    expect([...apart.things.keys()].toSorted()).toEqual([
      'meeting other/board-7',
      'meeting sco/board-7',
    ]);

    const { board } = await resolveBoard(scopeOf(['other', 'sco'], RECORD.length, true));
    expect(board).toMatchObject({
      collection: 'other',
      events: ['c1.1', 'c2.1', 'c3.1', 'c4.1'],
    });
  });
});

describe('A query on several collections', () => {
  it('joins within a collection', async () => {
    const query = new RecordQuery(model.database, scopeOf(['other', 'sco']));
    const m = query.from(TimelineMeetingRow, 'm');
    const o = query.innerJoin(
      TimelineMeetingRow,
      'o',
      (other) => `${other.collection} = ${m.collection} AND ${other.meeting} = ${m.meeting}`,
    );
    query.builder.distinct();
    const rows = await query.rows({ one: m.collection, other: o.collection });
    expect(rows.every(({ one, other }) => one === other)).toBe(true);
    expect(rows).toHaveLength(2);
  });

  it('rejects a misspelt column', () => {
    const query = new RecordQuery(model.database, scopeOf(['sco']));
    const m = query.from(TimelineMeetingRow, 'm');
    // @ts-expect-error: the entity has no such column.
    expect(m.meetin).toBeUndefined();
  });
});
