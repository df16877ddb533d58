import { describe, expect, it } from 'vitest';
import { Aliases } from '../query/aliases.ts';
import type { EventSample } from '../testing/sample-event.ts';
import { FULL_PAGE, useReadModel } from '../testing/use-read-model.ts';
import type { FactFilter } from './fact-filter.ts';
import { listFacts } from './fact-queries.ts';
import { listFactsAsRecorded } from './recorded-facts.ts';
import { TIMELINE } from './projection.ts';

const on = (edtf: string) => ({ edtf, basis: 'stated' });
const held = (edtf: string) => ({ meeting: 'board-7', body: 'board', occurredOn: on(edtf) });
const report = { kind: 'operation', summary: 'Lights were replaced.' };
const chaired = {
  meeting: 'board-7',
  chairs: [{ kind: 'person', id: 'ada-north', nameAsWritten: 'Ada North' }],
};

const RECORD: readonly EventSample[] = [
  ['MeetingHeld', held('2030-05-03')], // 1
  ['MeetingHeld', held('2031-05-03'), 'harbour'], // 2
  ['MeetingChaired', chaired, 'harbour'], // 3
  ['MeetingChaired', chaired], // 4
  ['ActivityReported', report, 'harbour'], // 5
  ['DocumentDescribed', { document: 'note-44', aspect: 'published', occurredOn: on('2032-02-01') }], // 6
  ['ActivityReported', report], // 7
  ['CasualtiesReported', { incident: 'fire', killed: { min: 1, max: 1 } }], // 8
  ['IncidentRecorded', { incident: 'fire', name: 'Fire', occurredOn: on('2029') }], // 9
];
const model = useReadModel(TIMELINE, RECORD);

const COLLECTIONS = ['harbour', 'sco'];
const scope = {
  asOf: null as string | null,
  collections: COLLECTIONS.map((collection) => ({
    collection,
    partition: 0,
    position: RECORD.length,
  })),
  aliases: new Aliases(COLLECTIONS),
};
const list = (filter: FactFilter, page = {}, asOf: string | null = null) =>
  listFacts(model.database, { ...scope, asOf }, filter, { ...FULL_PAGE, ...page }, 'placed');
const types = ['MeetingChaired', 'ActivityReported', 'CasualtiesReported'];

describe('Facts of several collections', () => {
  it('are dated by their incident, meeting or document in their own collection', async () => {
    const { rows, undated } = await list({ types });
    expect(undated).toBeUndefined();
    expect(
      rows.map(({ collection, event, date, dateOf, placedBy }) => [
        `${collection}/${event}`,
        date.stated && date.edtf,
        dateOf,
        placedBy,
      ]),
    ).toEqual([
      ['sco/c8.1', '2029', 'incident', 'incident'],
      ['sco/c4.1', '2030-05-03', 'meeting', 'meeting'],
      ['harbour/c3.1', '2031-05-03', 'meeting', 'meeting'],
      ['harbour/c5.1', false, null, null],
      ['sco/c7.1', '2032-02-01', 'document', null],
    ]);
  });

  it('are found by the day that dates them; those without a day are counted', async () => {
    const days = { from: '2031-06-01', to: '2032-12-31' };
    const { rows, undated } = await list({ types }, { days });
    expect(rows.map(({ event }) => event)).toEqual(['c7.1']);
    expect(undated).toBe(1);
    expect(
      await listFactsAsRecorded(model.database, scope, { types }, { ...FULL_PAGE, days }),
    ).toEqual({ rows, next: null, undated });
    const past = await list({ types }, {}, '2031-12-31');
    expect(past.rows.map(({ event }) => event)).toEqual(['c8.1', 'c4.1', 'c3.1']);
    expect(past.undated).toBe(1);
  });

  it('of one id in two collections are found apart', async () => {
    const meetings = [{ collection: 'sco', id: 'board-7' }];
    const bodies = [{ collection: 'harbour', id: 'board' }];
    const found = async (filter: FactFilter) => (await list(filter)).rows.map(({ event }) => event);
    expect(await found({ types, meetings })).toEqual(['c4.1']);
    expect(await found({ types, bodies })).toEqual(['c3.1']);
  });

  it('are listed as recorded in pages', async () => {
    const events: string[] = [];
    let after: readonly (string | number)[] | null = null;
    do {
      const page = await listFactsAsRecorded(model.database, scope, {}, { limit: 4, after });
      events.push(...page.rows.map(({ event }) => event));
      after = page.next;
    } while (after !== null);
    expect(events).toEqual(RECORD.map((_, index) => `c${index + 1}.1`));
  });
});
