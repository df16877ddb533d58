import { listUnstatedAgents } from './unstated-agent-queries.ts';
import { describe, expect, it } from 'vitest';
import { type PageRequest, readAllPages } from '../query/pages.ts';
import { FULL_PAGE, useReadModels } from '../testing/use-read-model.ts';
import { buildCondemnationMatrix } from './condemnation-matrix.ts';
import { listCondemnations } from './condemnation-queries.ts';
import { type IncidentFilter, listCasualties, listIncidents } from './incident-queries.ts';
import { DECISIONS } from './projection.ts';
import { TIMELINE } from '../timeline/projection.ts';
import { countVerbs, listPositions, listReports } from './report-queries.ts';
import { SAMPLE_DECISIONS } from '../testing/sample-decisions.ts';

const model = useReadModels([DECISIONS, TIMELINE], SAMPLE_DECISIONS);
const NOTED = ['PositionStated', { verb: 'noted', topic: 'law', summary: 'Law.' }] as const;
const often = useReadModels(
  [DECISIONS, TIMELINE],
  Array.from({ length: 21 }, () => NOTED),
);
const refs = (...ids: readonly string[]) => ids.map((id) => ({ collection: 'sco', id }));

describe('Incidents', () => {
  const incidents = async (filter: IncidentFilter, days?: PageRequest['days']) =>
    (
      await listIncidents(model.database, model.createScope(), filter, { ...FULL_PAGE, days })
    ).rows.map(({ incident }) => incident);

  it('are ordered by earliest day, then latest day; undated ones come last', async () => {
    expect(await incidents({})).toEqual(['market', 'planes', 'school', 'strikes']);
    expect(await incidents({ countries: ['RUS'] }, { from: null, to: '2009-12-31' })).toEqual([
      'market',
      'planes',
      'school',
    ]);
  });

  it('are found by the states in which they happened, not by their targets', async () => {
    expect(await incidents({ countries: ['RUS'] })).toEqual(['market', 'planes', 'school']);
    expect(await incidents({ countries: ['IRN'] })).toEqual([]);
  });

  it('match a range of days on overlap', async () => {
    expect(await incidents({}, { from: '2004-06-01', to: '2004-08-31' })).toEqual(['planes']);
    expect(await incidents({}, { from: '2025-06-30', to: '2025-06-30' })).toEqual(['strikes']);
  });

  it('exist without a name or place', async () => {
    const { rows } = await listIncidents(
      model.database,
      model.createScope(),
      { incidents: refs('strikes') },
      FULL_PAGE,
    );
    expect(rows).toMatchObject([
      { name: null, places: [], countries: [], condemnations: 2, occurredOn: { edtf: '2025-06' } },
    ]);
  });

  it('have casualties with an open bound, or not stated', async () => {
    expect(await listCasualties(model.database, model.createScope(), refs('school'))).toMatchObject(
      [{ killed: { min: 301, max: null, qualifier: 'more than 300' }, injured: null }],
    );
    expect(await listCasualties(model.database, model.createScope(), refs('market'))).toEqual([]);
  });

  it('keep the condemnations of each condemner apart', async () => {
    const { rows } = await listCondemnations(model.database, model.createScope(), {}, FULL_PAGE);
    const { condemners, targets } = buildCondemnationMatrix(rows);
    expect(condemners.map(({ condemner }) => condemner)).toEqual(['council', 'members']);
    const cells = targets.map(({ incident, class: acts, cells }) => [
      incident ?? acts,
      ...cells.map(({ kind, condemnations }) =>
        [
          kind,
          ...condemnations.flatMap(({ strength, perpetrators }) => [
            strength,
            ...perpetrators.map(({ id }) => id),
          ]),
        ].join(' '),
      ),
    ]);
    expect(cells).toEqual([
      ['strikes', 'condemned strongly-condemned', 'condemned condemned ISR USA'],
      ['acts', 'condemned strongly-condemned', 'not-recorded'],
    ]);
  });

  it('can be filtered by condemner, or to classes of acts', async () => {
    const eventsOf = async (filter: Parameters<typeof listCondemnations>[2]) =>
      (await listCondemnations(model.database, model.createScope(), filter, FULL_PAGE)).rows.map(
        ({ event }) => event,
      );
    expect(await eventsOf({ condemners: ['council'] })).toEqual(['c16.1', 'c18.1']);
    expect(await eventsOf({ byName: false })).toEqual(['c18.1']);
  });
});

describe('Positions and reports', () => {
  it('are found by verb, instrument and addressee', async () => {
    const events = async (filter: Parameters<typeof listPositions>[2]) =>
      (await listPositions(model.database, model.createScope(), filter, FULL_PAGE)).rows.map(
        ({ event }) => event,
      );
    expect(await events({ verbs: ['asserted'] })).toEqual(['c20.1']);
    expect(await events({ withInstrument: true })).toEqual(['c20.1']);
    expect(await events({ withAddressee: true })).toEqual(['c19.1']);
    expect(await events({ instruments: ['un-charter'] })).toEqual(['c20.1']);
    expect(await events({ words: 'DIALOG' })).toEqual(['c19.1']);
    expect(await events({ words: '%' })).toEqual([]);
  });

  it('are counted by verb, together with condemnations', async () => {
    expect(
      (await countVerbs(model.database, model.createScope(), {})).map(
        ({ verb, facts }) => `${verb} ${facts}`,
      ),
    ).toEqual(['strongly-condemned 2', 'asserted 1', 'condemned 1', 'reaffirmed 1']);
    expect(
      (await countVerbs(model.database, model.createScope(), { by: ['council'] })).map(
        ({ events }) => events,
      ),
    ).toEqual([['c16.1', 'c18.1']]);
  });

  it('are counted by verb, of which the first events are named', async () => {
    const [count] = await countVerbs(often.database, often.createScope(), {});
    expect(count).toMatchObject({ verb: 'noted', facts: 21 });
    expect(count?.events).toHaveLength(20);
  });

  it('distinguish positive numbers from stated zeros', async () => {
    const events = async (filter: Parameters<typeof listReports>[2]) =>
      (await listReports(model.database, model.createScope(), filter, FULL_PAGE)).rows.map(
        ({ event }) => event,
      );
    expect(await events({ positiveCount: true })).toEqual(['c22.1', 'c21.1']);
    expect(await events({ types: ['AssessmentReported'], positiveCount: false })).toEqual([
      'c24.1',
    ]);
  });

  it('list facts whose agent is not stated', async () => {
    const kinds = ['operation', 'incident-count'];
    const unstated = await readAllPages((page) =>
      listUnstatedAgents(model.database, model.createScope(), kinds, { ...page, limit: 2 }),
    );
    expect(unstated.map(({ event, field }) => `${event} ${field}`)).toEqual([
      'c10.1 by',
      'c22.1 by',
      'c25.1 parties',
      'c3.1 by',
      'c4.1 parties',
      'c6.1 parties',
    ]);
  });
});
