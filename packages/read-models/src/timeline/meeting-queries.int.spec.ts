import { describe, expect, it } from 'vitest';
import { readAllPages } from '../query/pages.ts';
import type { QueryScope } from '../query/scope.ts';
import { SAMPLE_TIMELINE, sha } from '../testing/sample-timeline.ts';
import { FULL_PAGE, useReadModel } from '../testing/use-read-model.ts';
import { type BodyFilter, listBodies } from './body-queries.ts';
import { findChair } from './chair-queries.ts';
import { listMeetings, listOrdinalGaps } from './meeting-queries.ts';
import { TIMELINE } from './projection.ts';
import { readAliases } from './alias-queries.ts';
import { listSources } from './source-queries.ts';
import { type KnownKind, listBodiesWithOrganThings, listSimilarIds } from './thing-queries.ts';
import { listMemberships } from './membership-queries.ts';
import { listOffices } from './office-queries.ts';

const model = useReadModel(TIMELINE, SAMPLE_TIMELINE);
const ORG = [{ collection: 'sco', id: 'org' }];
const COUNCIL = [{ collection: 'sco', id: 'council' }];
const mergedScope = async () => {
  const scope = model.createScope();
  return { ...scope, aliases: await readAliases(model.database, scope) };
};

describe('Meetings', () => {
  const list = async (filter: object, overrides = {}) =>
    (await listMeetings(model.database, model.createScope(overrides), filter, FULL_PAGE)).rows;

  it('have the last reported stage and date', async () => {
    const stages = (await list({})).map(({ meeting, stage }) => `${meeting} ${stage}`);
    expect(stages).toEqual([
      'old-council-1 held',
      'council-41 held',
      'joint-1 held',
      'council-44 held',
      'forum-3 postponed',
      'council-x held',
    ]);
    expect(await list({ stages: ['postponed'] })).toMatchObject([
      {
        body: 'forum',
        heldOn: { stated: false },
        scheduledOn: { edtf: '2026-10' },
        ordinal: { value: 3 },
      },
    ]);
    expect((await list({ sessions: ['extraordinary'] })).map(({ meeting }) => meeting)).toEqual([
      'council-x',
    ]);
  });

  it('are not held before their day', async () => {
    const meetings = await list({ bodies: COUNCIL }, { asOf: '2025-01-01' });
    expect(meetings.map(({ meeting, stage }) => `${meeting} ${stage}`)).toEqual([
      'council-41 held',
      'council-44 announced',
    ]);
    // The record has no day of the extraordinary meeting, nor of its document.
    const page = await listMeetings(
      model.database,
      model.createScope({ asOf: '2025-01-01' }),
      {},
      FULL_PAGE,
    );
    expect(page.undated).toBe(1);
  });

  it('of a joint session belong to each of its parents', async () => {
    const { database } = model;
    const idsOf = async (id: string) =>
      (await listBodiesWithOrganThings(database, model.createScope(), [{ collection: 'sco', id }]))
        .map((thing) => thing.id)
        .toSorted();
    expect(await idsOf('forum')).toEqual(['forum', 'joint']);
    expect(await idsOf('council')).toEqual(['council', 'joint']);
    expect(await idsOf('org')).toEqual(['council', 'forum', 'joint', 'old-council', 'org']);
  });

  it('have gaps in the series of their body and session', async () => {
    expect(
      await listOrdinalGaps(model.database, model.createScope(), { bodies: COUNCIL }),
    ).toMatchObject([
      { body: 'council', session: 'ordinary', from: 1, to: 40 },
      { body: 'council', session: 'ordinary', from: 42, to: 43 },
    ]);
    const merged = await mergedScope();
    const [gap] = await listOrdinalGaps(model.database, merged, {
      bodies: merged.aliases.things('body', 'council'),
    });
    expect(gap).toMatchObject({ body: 'council', session: 'ordinary', from: 2, to: 40 });
  });

  it('determine the chair of the body on their day', async () => {
    const chair = await findChair(
      model.database,
      model.createScope({ asOf: '2024-03-15' }),
      COUNCIL,
    );
    expect(chair.holder).toMatchObject({ holder: { id: 'UZB' }, events: ['c13.1'] });
    expect(
      (await findChair(model.database, model.createScope({ asOf: '2024-03-16' }), COUNCIL)).holder,
    ).toBeNull();
    const before = await findChair(
      model.database,
      model.createScope({ asOf: '2024-03-15', position: 15 }),
      COUNCIL,
    );
    expect([before.holder, before.possibly.map(({ holder }) => holder.id)]).toEqual([
      null,
      ['TJK', 'UZB'],
    ]);
  });
});

describe('Bodies', () => {
  it('that were merged are shown under the canonical id, with all names', async () => {
    const list = async (scope: QueryScope, filter: BodyFilter) =>
      (await listBodies(model.database, scope, filter, FULL_PAGE)).rows;
    const merged = { bodies: [{ collection: 'sco', id: 'old-council' }] };
    expect(await list(await mergedScope(), merged)).toMatchObject([
      {
        body: 'council',
        name: 'Council',
        mergedIds: ['old-council'],
        names: ['Council', 'Old Council'],
      },
    ]);
    expect(await list(model.createScope(), { kinds: ['joint-session'] })).toMatchObject([
      { body: 'joint', parents: ['council', 'forum'], organs: [] },
    ]);
  });

  it('are listed in pages, each once', async () => {
    const read = (limit: number) =>
      readAllPages((page) =>
        listBodies(model.database, model.createScope(), {}, { ...page, limit }),
      );
    const all = await read(100);
    expect(all.length).toBeGreaterThan(3);
    expect(await read(2)).toEqual(all);
    expect(new Set(all.map(({ body }) => body)).size).toBe(all.length);
  });

  it('and other things are suggested for a misspelt id', async () => {
    const suggest = (kind: KnownKind, id: string) =>
      listSimilarIds(model.database, model.createScope(), kind, id);
    expect(await suggest('body', 'counsil')).toContain('council');
    expect(await suggest('body', 'COUNCIL')).toContain('council');
    expect(await suggest('body', 'something-else')).toEqual([]);
  });

  it('have the officers and members of a day', async () => {
    const holders = async (asOf: string | null) =>
      (
        await listOffices(model.database, model.createScope({ asOf }), { bodies: ORG }, FULL_PAGE)
      ).rows.map(({ holder, stage }) => `${holder?.id} ${stage}`);
    expect(await holders(null)).toEqual(['a left', 'b appointed']);
    expect(await holders('2024-06-01')).toEqual(['a holds']);
    expect(await holders('2025-06-01')).toEqual(['b appointed']);
    // The first evidence is of 2023.
    expect(await holders('2022-01-01')).toEqual([]);
    const members = async (asOf: string) =>
      (
        await listMemberships(
          model.database,
          model.createScope({ asOf }),
          { bodies: ORG },
          FULL_PAGE,
        )
      ).rows;
    expect(await members('2020-12-31')).toHaveLength(1);
    expect(await members('2021-01-01')).toEqual([]);
    expect(await members('2011-12-31')).toEqual([]);
  });
});

describe('A source', () => {
  it('has the hash of its newest text', async () => {
    const [note] = (await listSources(model.database, model.createScope(), {}, FULL_PAGE)).rows;
    expect(note).toMatchObject({ sha256: sha('b'), supersededSha256: [sha('a')], held: 'full' });
    const [before] = (
      await listSources(model.database, model.createScope({ position: 25 }), {}, FULL_PAGE)
    ).rows;
    expect(before).toMatchObject({ sha256: sha('a'), supersededSha256: [] });
  });
});
