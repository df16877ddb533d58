import { describe, expect, it } from 'vitest';
import type { EventSample } from '../testing/sample-event.ts';
import { FULL_PAGE, useReadModel } from '../testing/use-read-model.ts';
import { findEvent } from './event-queries.ts';
import { listFacts } from './fact-queries.ts';
import { TIMELINE } from './projection.ts';
import { listSources } from './source-queries.ts';

const passage = (document: string, start: number, digit: string) => ({
  document,
  documentSha256: digit.repeat(64),
  start,
  end: start + 10,
  sha256: 'ab'.repeat(32),
  line: start + 1,
});
const PASSAGES = [passage('note-1', 0, '1'), passage('act-2', 150, '2'), passage('act-2', 90, '2')];
const meetingHeld = (meeting: string, passages: readonly object[]): EventSample => [
  'MeetingHeld',
  { meeting, body: 'council', assertion: { passages, modality: 'reported' } },
];

const model = useReadModel(TIMELINE, [
  [
    'DocumentAnnexed',
    { annex: 'table', parent: 'act-2', extent: 'full', span: { start: 100, end: 200 } },
  ],
  meetingHeld('m-1', PASSAGES),
  meetingHeld('m-2', [passage('note-1', 120, '1'), passage('act-2', 0, '2')]),
  meetingHeld('m-3', [passage('act-2', 100, '2')]),
]);

describe('The passages of a fact', () => {
  it('are all returned, in their order', async () => {
    const found = await findEvent(model.database, model.createScope(), 'c2.1');
    expect(found?.passages).toEqual(PASSAGES);
    expect(found?.data?.['assertion']).toHaveProperty('passages', PASSAGES);
  });

  it('are in an annex if one of them lies in its span of its document', async () => {
    const page = { types: ['MeetingHeld'] };
    const { rows } = await listFacts(model.database, model.createScope(), page, FULL_PAGE);
    const annexes = rows.map(({ meeting, annex }) => [meeting, annex] as const);
    expect(Object.fromEntries(annexes)).toEqual({ 'm-1': 'table', 'm-2': null, 'm-3': 'table' });
  });

  it('count each fact once for a document and its annex', async () => {
    const { rows } = await listSources(model.database, model.createScope(), {}, FULL_PAGE);
    const counts = rows.map(({ document, facts }) => [document, facts] as const);
    expect(Object.fromEntries(counts)).toMatchObject({ table: 2 });
  });
});

describe('The data of a fact', () => {
  it('have the fields that are not stated', async () => {
    const found = await findEvent(model.database, model.createScope(), 'c4.1');
    expect(found?.data).toMatchObject({ host: null, places: [], assertion: { assertedBy: null } });
  });
});
