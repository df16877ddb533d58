import type { ScopeOverrides } from '../testing/scope-overrides.ts';
import { describe, expect, it } from 'vitest';
import { Aliases } from '../query/aliases.ts';

import { FULL_PAGE, useReadModels } from '../testing/use-read-model.ts';
import type { DecisionFilter } from './decision-filter.ts';
import { listDecisions } from './decision-queries.ts';
import {
  listAwards,
  listConsiderations,
  listMandateChanges,
  listStatuses,
} from './meeting-queries.ts';
import { listNextMeetings } from './next-meeting-queries.ts';
import { DECISIONS } from './projection.ts';
import { TIMELINE } from '../timeline/projection.ts';
import { SAMPLE_DECISIONS } from '../testing/sample-decisions.ts';

const model = useReadModels([DECISIONS, TIMELINE], SAMPLE_DECISIONS);
const refs = (ids: readonly string[]) => ids.map((id) => ({ collection: 'sco', id }));

const decisionsOf = async (
  filter: DecisionFilter,
  day = '2025-10-01',
  overrides: ScopeOverrides = {},
) =>
  (await listDecisions(model.database, model.createScope(overrides), day, filter, FULL_PAGE)).rows;

const statusOf = async (decision: string, day: string) => {
  const [row] = await decisionsOf({ decisions: refs([decision]) }, day, { asOf: day });
  return `${String(row?.status)} ${String(row?.statusRule)}`;
};

const names = (rows: readonly { readonly decision: string | null; readonly type: string }[]) =>
  rows.map(({ decision, type }) => decision ?? type);

describe('Decisions', () => {
  it('lists each decision once, with its own date or that of its meeting', async () => {
    expect(names(await decisionsOf({}))).toEqual([
      'programme',
      'campaigns',
      'mechanism',
      'seminar',
      'NextMeetingAgreed',
    ]);
    expect((await decisionsOf({ decisions: refs(['campaigns']) }))[0]).toMatchObject({
      events: ['c25.1', 'c4.1'],
      dueOn: { edtf: '2026' },
      date: { edtf: '2025-09-10' },
      dateOf: 'meeting',
      body: 'council',
    });
  });

  it('returns the record as of a position', async () => {
    expect(
      names(await decisionsOf({ strengths: ['approved'] }, '2025-10-01', { position: 28 })),
    ).toContain('plan');
    expect(
      (await decisionsOf({ decisions: refs(['programme']) }, '2025-10-01', { position: 26 }))[0]
        ?.adoptedOn?.edtf,
    ).toBe('[2024-07,2025-07]');
    expect((await decisionsOf({ decisions: refs(['programme']) }))[0]?.adoptedOn?.edtf).toBe(
      '2024-07-04',
    );
  });

  it('filters by strength; an agreed next meeting is an agreement', async () => {
    const agreed = await decisionsOf({ meetings: refs(['council-44']), strengths: ['agreed'] });
    expect(names(agreed)).toEqual(['campaigns', 'NextMeetingAgreed']);
    expect(names(await decisionsOf({ kinds: ['mechanism'] }))).toEqual(['mechanism']);
  });

  it('matches due days on overlap; a decision without a due day is undated', async () => {
    const year = { from: '2026-01-01', to: '2026-12-31' };
    expect(names(await decisionsOf({ due: year }))).toEqual(['campaigns']);
    expect(names(await decisionsOf({ commitment: true, dated: false }))).toEqual([
      'seminar',
      'NextMeetingAgreed',
    ]);
  });

  it('reports a decision as overdue from the day after its latest due day until it is done', async () => {
    expect(await statusOf('campaigns', '2026-12-31')).toBe('open not-yet-done');
    expect(await statusOf('campaigns', '2027-01-01')).toBe('overdue due-day-passed');
    expect(await statusOf('campaigns', '2027-02-01')).toBe('done reported');
  });

  it('reports a decision as in force, and as lapsed after its period', async () => {
    expect(await statusOf('programme', '2024-12-31')).toBe('open not-yet-done');
    expect(await statusOf('programme', '2025-09-28')).toBe('in-force within-period');
    expect(await statusOf('programme', '2025-09-29')).toBe('in-force reported');
    expect(await statusOf('programme', '2028-01-01')).toBe('lapsed period-ended');
    expect(await statusOf('mechanism', '2028-01-01')).toBe('null null');
  });

  it('filters by the body of the meeting or of a status report', async () => {
    expect(names(await decisionsOf({ bodies: refs(['rats']) }))).toEqual(['programme']);
    expect(names(await decisionsOf({ bodies: refs(['rats']), statuses: ['in-force'] }))).toEqual([
      'programme',
    ]);
    expect(
      await listStatuses(model.database, model.createScope(), refs(['programme'])),
    ).toMatchObject([{ event: 'c8.1', status: 'in-force' }]);
  });

  it('returns pages in the order of the whole list', async () => {
    const first = await listDecisions(
      model.database,
      model.createScope(),
      '2025-10-01',
      {},
      { limit: 2, after: null },
    );
    const second = await listDecisions(
      model.database,
      model.createScope(),
      '2025-10-01',
      {},
      { limit: 2, after: first.next },
    );
    expect(names([...first.rows, ...second.rows])).toEqual([
      'programme',
      'campaigns',
      'mechanism',
      'seminar',
    ]);
    expect(second.next).not.toBeNull();
  });

  it('returns one decision for two merged ids', async () => {
    const aliases = new Aliases(
      ['sco'],
      [{ collection: 'sco', kind: 'decision', merged: 'mechanism', into: 'campaigns' }],
    );
    const [row] = await decisionsOf(
      { decisions: aliases.things('decision', 'campaigns') },
      '2025-10-01',
      { aliases },
    );
    expect(row).toMatchObject({ decision: 'campaigns', events: ['c25.1', 'c4.1', 'c3.1'] });
  });
});

describe('The other results of a meeting', () => {
  it('include considered matters, with the decisions they name', async () => {
    expect(
      await listConsiderations(model.database, model.createScope(), {
        meetings: refs(['council-44']),
      }),
    ).toMatchObject([{ verb: 'reviewed', strength: 'considered', decisions: [], outcome: null }]);
  });

  it('include awards without a stated number', async () => {
    expect(
      await listAwards(model.database, model.createScope(), { meetings: refs(['council-44']) }),
    ).toMatchObject([{ recipients: 'employees', count: null }]);
  });

  it('include the agreed next meeting, and whether it was held', async () => {
    const next = async (overrides: ScopeOverrides) =>
      (await listNextMeetings(model.database, model.createScope(overrides), {}, FULL_PAGE)).rows;
    expect(await next({ position: 25 })).toMatchObject([
      { after: 'council-44', scheduledOn: null, heldAs: null },
    ]);
    expect(await next({})).toMatchObject([{ heldAs: 'council-45', heldOn: { edtf: '2026-03' } }]);
    expect(await next({ asOf: '2025-12-31' })).toMatchObject([{ heldAs: null }]);
    expect(await next({ asOf: '2025-09-09' })).toEqual([]);
  });

  it('include changes of mandate, with their stage', async () => {
    const { rows } = await listMandateChanges(
      model.database,
      model.createScope(),
      { bodies: refs(['rats']) },
      FULL_PAGE,
    );
    expect(rows).toMatchObject([{ stage: 'announced', strength: 'announced', by: { id: 'RUS' } }]);
  });
});
