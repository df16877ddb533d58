import { describe, expect, it } from 'vitest';
import { rankDate, rankStatement } from './rank-statement.ts';
import { resolve } from './resolve.ts';
import { EMPTY_CONTEXT, formatSettlement, type Statement } from './statement.ts';
import {
  createEvent,
  type SampleSource,
  statementOf,
  toDate,
} from './testing/sample-statements.ts';

function heldOn(
  id: string,
  edtf: string,
  { documentDay, ...source }: SampleSource & { readonly documentDay?: string } = {},
): Statement {
  const fields = { meeting: 'board-1', body: 'board', occurredOn: toDate(edtf) };
  const event = createEvent('MeetingHeld', fields, source);
  return statementOf('occurredOn', { id, event, ...(documentDay && { documentDay }) });
}

describe('Resolving statements', () => {
  it('shows the most precise value that is compatible with the best speaker', () => {
    const own = heldOn('b.1', '2024-05', { modality: 'reported', document: 'minutes' });
    const report = heldOn('a.1', '2024-05-21', { document: 'article' });
    expect(resolve([report, own])).toMatchObject({
      value: { edtf: '2024-05-21' },
      agreement: 'sources agree',
      events: ['a.1', 'b.1'],
      alternatives: [],
    });
  });

  it('keeps the value that another source contradicts as an alternative', () => {
    const own = heldOn('b.1', '2024-05-21', { modality: 'reported', document: 'minutes' });
    const report = heldOn('a.1', '2024-05-22', { document: 'article' });
    const second = heldOn('c.1', '2024-05-22', { document: 'bulletin' });
    expect(resolve([report, own, second])).toMatchObject({
      value: { edtf: '2024-05-21' },
      agreement: 'sources differ',
      events: ['b.1'],
      alternatives: [{ value: { edtf: '2024-05-22' }, events: ['a.1', 'c.1'] }],
    });
  });

  it('prefers the later document, then the smaller id of the document, then of the event', () => {
    const early = heldOn('a.1', '2024-05-21', { document: 'article', documentDay: '2024-05-22' });
    const late = heldOn('b.1', '2024-05-22', { document: 'bulletin', documentDay: '2024-06-01' });
    expect(resolve([early, late]).value).toMatchObject({ edtf: '2024-05-22' });
    const undated = heldOn('a.2', '2024-05-21', { document: 'article' });
    expect(resolve([heldOn('a.10', '2024-05-22'), undated]).value).toMatchObject({
      edtf: '2024-05-21',
    });
  });

  it('takes the same document of two in each collection, whatever the ids of the events are', () => {
    const first = (one: string, other: string) =>
      resolve([
        heldOn(one, '2024-05-21', { document: 'article' }),
        heldOn(other, '2024-05-22', { document: 'bulletin' }),
      ]).value;
    expect(first('a.1', 'b.1')).toMatchObject({ edtf: '2024-05-21' });
    expect(first('b.1', 'a.1')).toMatchObject({ edtf: '2024-05-21' });
  });

  it('does not take a longer period for a more precise one', () => {
    const year = heldOn('b.1', '2024', { modality: 'reported', document: 'minutes' });
    const years = heldOn('a.1', '2024/2025', { document: 'article' });
    expect(resolve([years, year]).value).toMatchObject({ edtf: '2024' });
  });

  it('shows the name of the shown id before that of a merged one', () => {
    const context = { canonicalId: (_: string, id: string) => (id === 'ferry' ? 'port' : id) };
    const named = (id: string, incident: string, document: string) => {
      const event = createEvent('IncidentRecorded', { incident, name: incident }, { document });
      return statementOf('name', { id, event }, context);
    };
    const names = [named('a.1', 'ferry', 'article'), named('b.1', 'port', 'bulletin')];
    expect(resolve(names, context).value).toBe('port');
  });

  it('shows the value that a person settled, as it is', () => {
    const own = heldOn('b.1', '2024-05-21', { modality: 'reported', document: 'minutes' });
    const report = heldOn('a.1', '2024-06', { document: 'article' });
    const precise = heldOn('c.1', '2024-06-02', { document: 'bulletin' });
    const context = {
      ...EMPTY_CONTEXT,
      settled: new Set([formatSettlement('a.1', 'occurredOn')]),
    };
    expect(resolve([own, report, precise], context)).toMatchObject({
      value: { edtf: '2024-06' },
      agreement: 'settled',
      events: ['a.1', 'c.1'],
      alternatives: [{ value: { edtf: '2024-05-21' } }],
    });
  });

  it('counts a relayed document as one source', () => {
    const first = heldOn('a.1', '2024-05-21', { document: 'note', statedIn: 'declaration' });
    const second = heldOn('b.1', '2024-05-21', { document: 'article', statedIn: 'declaration' });
    expect(resolve([first, second]).agreement).toBe('one source');
    expect(resolve([]).agreement).toBeNull();
  });

  it('shows the strongest verb of the best speaker, with the other verbs', () => {
    const planned = (id: string, verb: string, document: string, modality = 'narrated') =>
      statementOf('verb', {
        id,
        event: createEvent(
          'EventPlanned',
          { decision: 'drill', kind: 'exercise', verb },
          { document, modality },
        ),
      });
    const announced = planned('a.1', 'announced', 'article');
    const decided = planned('b.1', 'decided', 'bulletin');
    expect(resolve([announced, decided])).toMatchObject({
      value: { verb: 'decided', strength: 'approved' },
      agreement: null,
      alternatives: [{ value: { verb: 'announced' }, events: ['a.1'] }],
    });
    expect(resolve([decided, planned('c.1', 'agreed', 'minutes', 'decided')]).value).toMatchObject({
      verb: 'agreed',
    });
  });

  it('resolves the stage of a meeting by the days of the documents', () => {
    const stage = (id: string, event: ReturnType<typeof createEvent>, documentDay?: string) =>
      statementOf('stage', { id, event, ...(documentDay && { documentDay }) });
    const announced = createEvent('MeetingAnnounced', { meeting: 'board-1', body: 'board' });
    const cancelled = createEvent('MeetingRescheduled', {
      meeting: 'board-1',
      outcome: 'cancelled',
    });
    const early = stage('a.1', announced, '2024-01-10');
    const late = stage('b.1', cancelled, '2024-03-01');
    const undated = stage('c.1', announced);
    expect(resolve([early, late, undated]).value).toBe('cancelled');
    const held = stage('d.1', createEvent('MeetingHeld', { meeting: 'board-1', body: 'board' }));
    expect(resolve([early, late, held]).value).toBe('held');
  });

  it('resolves the status of a decision by the day on which it was true', () => {
    const status = (id: string, value: string, heldAsOf: string) =>
      statementOf('status', {
        id,
        event: createEvent('DecisionStatusReported', {
          decision: 'plan',
          status: value,
          heldAsOf: toDate(heldAsOf),
        }),
        documentDay: '2025-01-01',
      });
    expect(
      resolve([status('a.1', 'in-force', '2023'), status('b.1', 'done', '2024-06')]).value,
    ).toBe('done');
  });

  it('rejects statements of two things', () => {
    const other = createEvent('MeetingHeld', {
      meeting: 'board-2',
      body: 'board',
      occurredOn: toDate('2024'),
    });
    expect(() =>
      resolve([heldOn('a.1', '2024'), statementOf('occurredOn', { id: 'b.1', event: other })]),
    ).toThrow(TypeError);
  });
});

describe('The rank of a statement', () => {
  it('orders by speaker, basis and precision', () => {
    const ranks = [
      heldOn('a.1', '2024-05-21', { modality: 'reported' }),
      heldOn('a.1', '2024', { modality: 'reported' }),
      heldOn('a.1', '2024-05-21', { modality: 'attributed' }),
      heldOn('a.1', '2024-05-21'),
    ].map(rankStatement);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ranks).size).toBe(4);
  });
});

describe('The rank of a date that a row stores', () => {
  const date = (edtf: string, basis: 'stated' | 'context' = 'stated') => ({
    edtf,
    basis,
    asWritten: null,
    rule: null,
  });

  it('has the order of statements: speaker, basis, precision, and no date last', () => {
    const ranks = [
      rankDate('own', date('2031-05-23')),
      rankDate('own', date('2031-05-22/2031-05-25')),
      rankDate('own', date('2031-05')),
      rankDate('own', null),
      rankDate('own', date('2031-05-23', 'context')),
      rankDate('attributed', date('2031-05-23')),
      rankDate('narrated', date('2031-05-23')),
    ];
    expect(ranks.toSorted((a, b) => a - b)).toEqual(ranks);
    expect(new Set(ranks).size).toBe(ranks.length);
  });
});
