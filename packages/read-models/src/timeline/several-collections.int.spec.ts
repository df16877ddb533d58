import { describe, expect, it } from 'vitest';
import type { EventSample } from '../testing/sample-event.ts';
import { FULL_PAGE, useReadModel } from '../testing/use-read-model.ts';
import { Aliases } from '../query/aliases.ts';
import { readAliases } from './alias-queries.ts';
import { listDesignations, listHeadquarters } from './body-facts.ts';
import { listBodies } from './body-queries.ts';
import { findChair } from './chair-queries.ts';
import { findEvent } from './event-queries.ts';
import { TIMELINE } from './projection.ts';
import { listConflicts, listCorrections } from './record-queries.ts';
import { findSource, listSources } from './source-queries.ts';

const evidence = { note: 'Both registers.' };
const link = (id: string, relation: string, other: object): EventSample => [
  'RecordsLinked',
  { kind: 'body', id, relation, other, reason: 'One body.', evidence },
  'harbour',
];
const registered = (title: string) => ({
  document: 'minutes',
  docType: 'note',
  title,
  language: 'en',
  sha256: 'a'.repeat(64),
  characters: 10,
});
const seat = {
  body: 'board',
  aspect: 'headquarters',
  place: { name: 'Lagos' },
};
const actor = (id: string, kind: string) => ({ id, kind, nameAsWritten: id });
const designated = {
  organization: actor('reef-society', 'group'),
  by: actor('NGA', 'state'),
  status: 'banned',
};
const held = (edtf: string) => ({
  meeting: 'board-7',
  body: 'board',
  occurredOn: { edtf, basis: 'stated' },
});

const RECORD: readonly EventSample[] = [
  ['BodyRegistered', { body: 'board', name: 'Board', kind: 'organ' }], // 1
  ['BodyRegistered', { body: 'harbour-board', name: 'The Board', kind: 'organ' }, 'harbour'], // 2
  ['BodyRegistered', { body: 'pilots', name: 'Pilots', kind: 'group' }, 'harbour'], // 3
  link('harbour-board', 'same', { collection: 'sco', id: 'board' }), // 4
  link('pilots', 'part-of', { collection: 'sco', id: 'board' }), // 5
  ['SourceDocumentRegistered', registered('Minutes')], // 6
  ['SourceDocumentRegistered', registered('Harbour minutes'), 'harbour'], // 7
  ['BodyDescribed', seat], // 8
  ['OrganizationDesignated', designated, 'harbour'], // 9
  ['MeetingHeld', held('2030-01-01')], // 10
  ['MeetingHeld', held('2030-02-02')], // 11
  [
    'ConflictFlagged',
    { events: ['c10.1', 'c11.1'], field: 'occurredOn', values: ['2030-01-01', '2030-02-02'] },
  ], // 12
  ['RecordRetracted', { target: 'c6.1', reason: 'Of another session.', evidence }], // 13
  // Ids are unique in a collection: this event has the id of the first one.
  ['MeetingHeld', { meeting: 'harbour-board-1', body: 'harbour-board' }, 'harbour', 'c1'], // 14
];
const model = useReadModel(TIMELINE, RECORD);
const COLLECTIONS = ['harbour', 'sco'];
const createScope = async (position = RECORD.length) => {
  const scope = {
    asOf: null,
    collections: COLLECTIONS.map((collection) => ({ collection, partition: 0, position })),
    aliases: new Aliases(COLLECTIONS),
  };
  return { ...scope, aliases: await readAliases(model.database, scope) };
};

describe('Over several collections', () => {
  it('a linked body is one row, and a body has organs in other collections', async () => {
    const { rows } = await listBodies(model.database, await createScope(), {}, FULL_PAGE);
    expect(rows).toMatchObject([
      {
        collection: 'harbour',
        body: 'harbour-board',
        alsoIn: [{ collection: 'sco', id: 'board' }],
        names: ['Board', 'The Board'],
        organs: ['pilots'],
        event: 'c2.1',
        agreement: { kind: 'one source' },
      },
      { collection: 'harbour', body: 'pilots', parents: ['harbour-board'] },
    ]);
    const scope = await createScope();
    const seats = await listHeadquarters(
      model.database,
      scope,
      scope.aliases.things('body', 'board'),
    );
    expect(seats).toMatchObject([{ collection: 'sco', place: { name: 'Lagos' } }]);
  });

  it('a chair is that of the collection that has the body', async () => {
    const bodies = COLLECTIONS.map((collection) => ({ collection, id: 'board' }));
    expect(await findChair(model.database, await createScope(), bodies)).toMatchObject({
      collection: 'sco',
      body: 'board',
      bodyName: 'Board',
    });
  });

  it('designations name their collection', async () => {
    const list = async (filter: object) =>
      (await listDesignations(model.database, await createScope(), filter, FULL_PAGE)).rows;
    expect(await list({ by: ['NGA'] })).toMatchObject([{ collection: 'harbour', event: 'c9.1' }]);
    expect(await list({ by: ['GHA'] })).toEqual([]);
  });

  it('documents of one id stay apart, and a retracted one says so', async () => {
    const titles = async (position?: number) =>
      (await listSources(model.database, await createScope(position), {}, FULL_PAGE)).rows
        .filter(({ document }) => document === 'minutes')
        .map(({ collection, title }) => `${collection} ${title}`);
    expect(await titles(12)).toEqual(['harbour Harbour minutes', 'sco Minutes']);
    expect(await titles()).toEqual(['harbour Harbour minutes']);
    const documents = [{ collection: 'sco', id: 'minutes' }];
    expect(await findSource(model.database, await createScope(), documents)).toMatchObject({
      collection: 'sco',
      title: 'Minutes',
      retractedBy: 'c13.1',
    });
    expect(await findSource(model.database, await createScope(12), documents)).toMatchObject({
      retractedBy: null,
    });
  });

  it('conflicts, corrections and events name their collection', async () => {
    const scope = await createScope();
    const conflicts = await listConflicts(model.database, scope, {}, FULL_PAGE);
    expect(conflicts.rows).toMatchObject([
      { collection: 'sco', standing: ['c10.1', 'c11.1'], sentences: [{}, {}] },
    ]);
    expect(conflicts.rows[0]?.sentences[1]?.sentence).toContain('2 February 2030');
    const corrections = await listCorrections(model.database, scope, {}, FULL_PAGE);
    expect(corrections.rows).toMatchObject([
      { collection: 'sco', target: 'c6.1', targetType: 'SourceDocumentRegistered' },
    ]);
    expect(await findEvent(model.database, scope, 'c9.1')).toMatchObject({
      collection: 'harbour',
      standing: 'stands',
    });
  });
});
