import { catchUp, resetReadModel, computeStateHash } from '@rapporteur/projection-runtime';
import { describe, expect, it } from 'vitest';
import { type PageRequest, readAllPages } from '../query/pages.ts';
import { NEW_DATE, OLD_DATE, useFirstRecord } from '../testing/use-first-record.ts';
import { FULL_PAGE } from '../testing/use-read-model.ts';
import { listDescriptions, listDesignations, listHeadquarters } from './body-facts.ts';
import { listBodies } from './body-queries.ts';
import { findChair } from './chair-queries.ts';
import { findEvent } from './event-queries.ts';
import { listFacts } from './fact-queries.ts';
import { listMeetings, listOrdinalGaps } from './meeting-queries.ts';
import { TIMELINE } from './projection.ts';
import { listConflicts, listCorrections } from './record-queries.ts';
import { listSources } from './source-queries.ts';
import { listMemberships } from './membership-queries.ts';
import { listOffices } from './office-queries.ts';

const ALL = { limit: 1_000, after: null };
const NOTE = 'rats-council-44-note';
const ARTICLE = 'reliable-barrier-article';
const first = useFirstRecord(TIMELINE);
const factNumbersOf = (event: string): string => first.record.formatFactNumbers(event);

describe('The bodies of the first record', () => {
  it('have a chair only if a fact states it', async () => {
    const october = await findChair(first.database, first.createScope({ asOf: '2025-10-01' }), [
      { collection: 'sco', id: 'sco-rats-council' },
    ]);
    expect(october).toMatchObject({
      recorded: true,
      known: 'presumed',
      holder: { holder: { id: 'PAK' } },
      possibly: [],
      lastKnown: { on: { edtf: '2025-09-10' } },
    });
    expect(october.holder).toMatchObject({
      since: { edtf: '2025-09-10', basis: 'derived' },
      until: { stated: false },
    });
    const before = await findChair(first.database, first.createScope({ asOf: '2025-09-09' }), [
      { collection: 'sco', id: 'sco-rats-council' },
    ]);
    const listHolders = ({ line }: typeof before) => line.map(({ holder }) => holder.id);
    expect([listHolders(before), listHolders(october)]).toEqual([['KGZ'], ['KGZ', 'PAK']]);
    expect(before.holder).toMatchObject({ holder: { id: 'KGZ' }, since: { stated: false } });
    expect(before.holder?.events.map(factNumbersOf).toSorted()).toEqual(['A03', 'A32']);
    expect(
      await findChair(first.database, first.createScope(), [{ collection: 'sco', id: 'sco' }]),
    ).toMatchObject({
      body: 'sco',
      recorded: false,
      known: 'not-recorded',
      line: [],
      holder: null,
      possibly: [],
    });
  });

  it('have recorded meetings, and gaps in their series', async () => {
    const { rows } = await listMeetings(first.database, first.createScope(), {}, ALL);
    expect(
      rows.map(({ meeting, stage, ordinal, heldOn, format, chairs }) => ({
        meeting,
        stage,
        ordinal: ordinal?.value,
        on: heldOn.stated && heldOn.edtf,
        format,
        chairs: chairs.flatMap(({ holders }) => holders.map(({ id }) => id)),
      })),
    ).toEqual([
      {
        meeting: 'sco-defence-ministers-meeting-22',
        stage: 'held',
        ordinal: 22,
        on: '2025-07',
        format: null,
        chairs: [],
      },
      {
        meeting: 'sco-rats-council-44',
        stage: 'held',
        ordinal: 44,
        on: '2025-09-10',
        format: null,
        chairs: ['KGZ'],
      },
    ]);
    expect(rows[1]?.places).toMatchObject([{ name: 'Cholpon-Ata', country: { code: 'KGZ' } }]);
    expect(
      await listOrdinalGaps(first.database, first.createScope(), {
        bodies: [{ collection: 'sco', id: 'sco-rats-council' }],
      }),
    ).toMatchObject([{ body: 'sco-rats-council', session: 'ordinary', from: 1, to: 43 }]);
  });

  it('have names, parents and headquarters', async () => {
    const filter = { bodies: [{ collection: 'sco', id: 'sco-rats' }] };
    const {
      rows: [rats],
    } = await listBodies(first.database, first.createScope(), filter, FULL_PAGE);
    expect(rats).toMatchObject({
      parents: ['sco'],
      organs: ['sco-rats-council', 'sco-rats-executive-committee'],
    });
    expect(rats?.names).toEqual(
      expect.arrayContaining(['RATS SCO', 'SCO Regional Anti-Terrorism Structure']),
    );
    const [seat] = await listHeadquarters(first.database, first.createScope(), [
      { collection: 'sco', id: 'sco-rats' },
    ]);
    expect(seat).toMatchObject({
      place: { name: 'Tashkent' },
      documents: [ARTICLE],
      consistentDocuments: [NOTE],
    });
    expect([seat?.events.map(factNumbersOf), seat?.consistent.map(factNumbersOf)]).toEqual([
      ['B19'],
      ['A33'],
    ]);
    const established = await listDescriptions(first.database, first.createScope(), [
      { collection: 'sco', id: 'sco-rats' },
      { collection: 'sco', id: 'ru-nac' },
    ]);
    const when = established
      .filter(({ aspect }) => aspect === 'established')
      .map(({ date }) => date.stated && date.edtf);
    expect(when).toEqual(['2002', '2006-02-15']);
  });

  it('have offices, members and designations, as far as they are stated', async () => {
    const bodies = [{ collection: 'sco', id: 'ru-nac' }];
    const officesOn = (asOf: string, page: PageRequest) =>
      listOffices(first.database, first.createScope({ asOf }), { bodies }, page);
    const chairmen = await readAllPages((page) => officesOn('2025-09-29', { ...page, limit: 1 }));
    expect(
      chairmen.map(({ holder, exOfficio, event }) => [
        holder?.id ?? exOfficio,
        factNumbersOf(event),
      ]),
    ).toEqual([
      ['director of the Federal Security Service of Russia', 'B16'],
      ['alexander-bortnikov', 'B17'],
    ]);
    expect((await officesOn('2025-01-01', FULL_PAGE)).rows).toEqual([]);
    const sco = { bodies: [{ collection: 'sco', id: 'sco' }] };
    const members = await listMemberships(first.database, first.createScope(), sco, FULL_PAGE);
    expect(members.rows).toMatchObject([
      { member: { id: 'AFG' }, status: 'observer', heldAsOf: { edtf: '2025-09-29' } },
    ]);
    const designated = await readAllPages((page) =>
      listDesignations(first.database, first.createScope(), { by: ['RUS'] }, { ...page, limit: 2 }),
    );
    expect(designated.map(({ event, status }) => [factNumbersOf(event), status])).toEqual([
      ['B35', 'banned'],
      ['B52', 'banned'],
      ['B56', 'banned'],
    ]);
  });
});

describe('The sources of the first record', () => {
  it('are available in full, as an extract, or only cited', async () => {
    const { rows } = await listSources(first.database, first.createScope(), {}, ALL);
    expect(rows.map(({ document, held, facts: n }) => [document, held, n])).toEqual([
      [NOTE, 'full', 60],
      [ARTICLE, 'full', 62],
      ['ru-law-days-of-military-glory', 'cited', 0],
      ['tianjin-declaration', 'extract', 25],
    ]);
    const partly = await listSources(
      first.database,
      first.createScope(),
      { held: ['extract'] },
      ALL,
    );
    expect(partly.rows).toMatchObject([
      {
        adopted: {
          by: { id: 'sco-council-of-heads-of-state' },
          on: { edtf: '2025-09-01' },
          verb: 'dated',
        },
        annexedTo: [
          {
            document: NOTE,
            titleAsWritten: 'Information Statement',
            span: { start: 3296, end: 5623 },
          },
        ],
      },
    ]);
  });

  it('are returned in pages', async () => {
    const page = await listSources(
      first.database,
      first.createScope(),
      {},
      { limit: 3, after: null },
    );
    const rest = await listSources(
      first.database,
      first.createScope(),
      {},
      { limit: 3, after: page.next },
    );
    expect([...page.rows, ...rest.rows]).toHaveLength(4);
    expect(rest.next).toBeNull();
  });
});

describe('A correction', () => {
  it('changes the result from its position on, and not before', async () => {
    const event = first.record.findEventId('B26');
    const [before] = (
      await listFacts(first.database, first.createScope(), { events: [event] }, ALL)
    ).rows;
    expect(before).toMatchObject({
      corrected: false,
      date: { edtf: '[2024-07,2025-07]', asWritten: 'last July' },
    });
    const now = first.createScope({ position: first.correctionPosition });
    const [after] = (await listFacts(first.database, now, { events: [event] }, ALL)).rows;
    expect(after).toMatchObject({
      corrected: true,
      date: { edtf: '2024-07-04', precision: 'day' },
    });
  });

  it('is listed with the old and the new value, its author and its evidence', async () => {
    const { rows } = await listCorrections(
      first.database,
      first.createScope({ position: first.correctionPosition }),
      { since: new Date(0) },
      ALL,
    );
    expect(rows).toMatchObject([
      {
        change: 'corrected',
        target: first.record.findEventId('B26'),
        targetType: 'ProgrammeAdopted',
        field: 'adoptedOn',
        oldValue: OLD_DATE,
        newValue: NEW_DATE,
        actor: 'recorder-1',
        evidence: { note: 'Calendar of the organization' },
      },
    ]);
    expect((await listCorrections(first.database, first.createScope(), {}, ALL)).rows).toEqual([]);
    const later = { since: new Date('2027-01-01') };
    expect(
      (
        await listCorrections(
          first.database,
          first.createScope({ position: first.correctionPosition }),
          later,
          ALL,
        )
      ).rows,
    ).toEqual([]);
  });

  it('is part of the history of its target, which keeps its passage', async () => {
    const found = await findEvent(
      first.database,
      first.createScope({ position: first.correctionPosition }),
      first.record.findEventId('B26'),
    );
    expect(found).toMatchObject({
      standing: 'corrected',
      type: 'ProgrammeAdopted',
      actor: 'recorder-1',
    });
    expect(found?.passages).toMatchObject([{ document: ARTICLE, start: 3386, end: 3443 }]);
    expect(found?.history).toMatchObject([
      {
        data: { adoptedOn: OLD_DATE },
        toPseq: first.correctionPosition,
        endedBy: found?.changes[0]?.event,
      },
      { data: { adoptedOn: NEW_DATE }, fromPseq: first.correctionPosition, toPseq: null },
    ]);
    const before = await findEvent(
      first.database,
      first.createScope(),
      first.record.findEventId('B26'),
    );
    expect(before).toMatchObject({
      standing: 'stands',
      changes: [],
      history: [{ toPseq: null, endedBy: null }],
    });
    expect(await findEvent(first.database, first.createScope(), 'no-such-event.1')).toBeNull();
    expect(
      (
        await listConflicts(
          first.database,
          first.createScope({ position: first.correctionPosition }),
          {},
          ALL,
        )
      ).rows,
    ).toEqual([]);
  });
});

describe('The timeline, dropped and rebuilt', () => {
  it('has the same state hash', async () => {
    const live = await computeStateHash(first.database, TIMELINE);
    await resetReadModel(first.database, TIMELINE);
    await catchUp(first.source, 0);
    expect(await computeStateHash(first.database, TIMELINE)).toEqual(live);
    const counts = Object.fromEntries(live.tables.map(({ table, rows }) => [table, rows]));
    expect(counts).toMatchObject({
      facts: 139,
      passages: 1,
      chairs: 2,
      meetings: 2,
      corrections: 1,
      bodies: 16,
    });
  });
});
