import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands.ts';
import { FACTS_MAX } from './commands/document-schemas.ts';
import { FACT_DEFINITIONS, getCommandName } from './fact-definitions.ts';
import { toFieldErrors } from './field-errors.ts';
import { EXAMPLES } from './vocabulary.ts';

const example = (type: string): Record<string, unknown> =>
  EXAMPLES[type] as Record<string, unknown>;
const fact = (type: string, changes: object = {}): object => ({
  type,
  ...example(type),
  ...changes,
});
const without = (value: object, field: string): object =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));
const note = { collection: 'sco', document: example('SourceDocumentRegistered') };

function parse(name: string, body: unknown) {
  const parsed = COMMANDS.get(name)?.parse(body);
  if (parsed === undefined) throw new Error(`Unknown command ${name}.`);
  return parsed;
}

function factsOf(name: string, body: unknown) {
  const parsed = parse(name, body);
  if (!parsed.ok || parsed.command.kind !== 'facts') throw new Error(JSON.stringify(parsed));
  return parsed.command.facts;
}

function problemsOf(name: string, body: unknown): string[] {
  const parsed = parse(name, body);
  return parsed.ok
    ? []
    : toFieldErrors(parsed.issues, body).map(({ field, message }) => `${field}: ${message}`);
}

describe('The commands', () => {
  it('are one for each fact, and a closed list of others', () => {
    const others = [...COMMANDS.keys()].filter(
      (name) => !FACT_DEFINITIONS.some(({ type }) => getCommandName(type) === name),
    );
    expect(others).toEqual([
      'OpenCollection',
      'RecordDocument',
      'RecordMeeting',
      'CorrectRecord',
      'RetractRecord',
      'MergeRecords',
      'LinkRecords',
      'ResolveConflict',
      'SkipProjection',
    ]);
    expect(
      ['SourceDocumentRegistered', 'BodyRegistered', 'DocumentSuperseded', 'MeetingHeld'].map(
        getCommandName,
      ),
    ).toEqual(['RegisterSource', 'RegisterBody', 'SupersedeSource', 'RecordMeetingHeld']);
  });

  it.each(FACT_DEFINITIONS.map(({ type }) => type))('record %s', (type) =>
    expect(factsOf(getCommandName(type), { collection: 'sco', ...example(type) })).toEqual([
      { type, data: example(type), path: '' },
    ]),
  );

  it.each(FACT_DEFINITIONS.map(({ type }) => type))(
    'parse %s as its schema does, valid or invalid',
    (type) => {
      const name = getCommandName(type);
      const schema = COMMANDS.get(name)?.schema;
      const right = { ...example(type), collection: 'sco' };
      const [fact] = factsOf(name, right);
      expect(JSON.stringify({ collection: 'sco', ...fact?.data })).toBe(
        JSON.stringify(schema?.parse(right)),
      );
      const wrong = { ...right, collection: 'No Slug', assertion: {}, more: 1 };
      expect(parse(name, wrong)).toEqual({
        ok: false,
        issues: schema?.safeParse(wrong).error?.issues,
      });
    },
  );

  it('fill in omitted fields, in schema order', () => {
    const { assertion } = example('MeetingHeld');
    const [held] = factsOf('RecordMeetingHeld', {
      assertion,
      body: 'b',
      collection: 'sco',
      meeting: 'm',
    });
    expect(Object.keys(held?.data ?? {})).toEqual(Object.keys(example('MeetingHeld')));
    expect(held?.data).toMatchObject({ ordinal: null, places: [] });
  });
});

describe('Recording a document', () => {
  it('lists the document and its bodies before its facts, each with its path in the command', () => {
    const body = {
      ...note,
      bodies: [example('BodyRegistered')],
      facts: [fact('MeetingHeld'), fact('MeetingChaired')],
    };
    expect(factsOf('RecordDocument', body).map(({ type, path }) => [type, path])).toEqual([
      ['SourceDocumentRegistered', 'document'],
      ['BodyRegistered', 'bodies.0'],
      ['MeetingHeld', 'facts.0'],
      ['MeetingChaired', 'facts.1'],
    ]);
    expect(factsOf('RecordDocument', body)[2]?.data).not.toHaveProperty('type');
  });

  it.each([
    ['an unknown type', [fact('MeetingHeld', { type: 'MeetingForgotten' })], 'facts.0.type'],
    ['an event that is not a fact', [fact('RecordCorrected')], 'facts.0.type'],
    ['a source among the facts', [fact('SourceDocumentRegistered')], 'facts.0.type'],
    ['an unknown field', [fact('MeetingHeld', { colour: 'red' })], 'facts.0.colour'],
    [
      'a fact without an assertion',
      [without(fact('MeetingHeld'), 'assertion')],
      'facts.0.assertion',
    ],
    ['a fact that is a text', ['MeetingHeld'], 'facts.0'],
    ['too many facts', Array.from({ length: FACTS_MAX + 1 }, () => fact('MeetingHeld')), 'facts'],
  ])('is rejected with %s', (_, facts, field) =>
    expect(
      problemsOf('RecordDocument', { ...note, facts }).map((problem) => problem.split(':')[0]),
    ).toEqual([field]),
  );
});

describe('Recording a meeting', () => {
  it('fills in the meeting of each fact that has the field and omits it', () => {
    const facts = [
      fact('MeetingHeld', { meeting: 'm-44' }),
      without(fact('MeetingChaired'), 'meeting'),
      without(fact('PlanApproved'), 'meeting'),
      fact('AgreementReached', { meeting: null }),
      fact('EventPlanned', { meeting: 'm-43' }),
      fact('IncidentRecorded'),
    ];
    const meetings = factsOf('RecordMeeting', { ...note, facts })
      .slice(1)
      .map(({ data }) => ('meeting' in data ? data.meeting : 'has none'));
    expect(meetings).toEqual(['m-44', 'm-44', 'm-44', null, 'm-43', 'has none']);
  });

  it('accepts a meeting that is only announced', () =>
    expect(parse('RecordMeeting', { ...note, facts: [fact('MeetingAnnounced')] }).ok).toBe(true));

  it.each([
    ['no meeting', [fact('MeetingChaired')], /exactly one .* not 0/],
    ['no facts', [], /exactly one .* not 0/],
    ['omitted facts', undefined, /exactly one .* not 0/],
    [
      'two meetings',
      [fact('MeetingHeld'), fact('MeetingHeld', { meeting: 'm-45' })],
      /exactly one .* not 2/,
    ],
    ['facts that are not a list', 'many', /must be an array/],
  ])('is rejected with %s', (_, facts, message) =>
    expect(
      problemsOf('RecordMeeting', { ...note, ...(facts === undefined ? {} : { facts }) })[0],
    ).toMatch(message),
  );

  it.each([null, undefined, 'text', 7, []])('is rejected with the body %j', (body) =>
    expect(parse('RecordMeeting', body).ok).toBe(false),
  );
});

describe('Amending the record', () => {
  const why = {
    collection: 'sco',
    reason: 'A misprint.',
    evidence: { note: 'The printed edition' },
  };

  it('accepts exactly one target of a retraction', () => {
    expect(parse('RetractRecord', { ...why, meeting: 'm-44' })).toMatchObject({
      ok: true,
      command: { kind: 'retract' },
    });
    expect(problemsOf('RetractRecord', why)[0]).toMatch(/exactly one/);
    expect(problemsOf('RetractRecord', { ...why, meeting: 'm-44', document: 'note' })[0]).toMatch(
      /exactly one/,
    );
  });

  it('accepts two different ids to merge', () => {
    expect(
      parse('MergeRecords', { ...why, kind: 'actor', merged: 'kgz', into: 'KGZ' }),
    ).toMatchObject({ ok: true });
    expect(
      parse('MergeRecords', { ...why, kind: 'body', merged: 'x'.repeat(120), into: 'y' }),
    ).toMatchObject({
      ok: true,
    });
    expect(problemsOf('MergeRecords', { ...why, kind: 'body', merged: 'x', into: 'x' })[0]).toMatch(
      /into: must differ from merged/,
    );
  });

  it('accepts a link to a thing of another collection, or to an external scheme', () => {
    const link = { ...why, kind: 'body', id: 'joint-council', relation: 'part-of' };
    const other = { collection: 'csto', id: 'csto-council' };
    expect(parse('LinkRecords', { ...link, other })).toMatchObject({
      ok: true,
      command: { kind: 'link', body: { other } },
    });
    const identifier = { scheme: 'wikidata', value: 'Q1' };
    const person = { ...why, kind: 'actor', id: 'a-writer', relation: 'same', other: identifier };
    expect(parse('LinkRecords', person)).toMatchObject({ ok: true });

    const problems = (changes: object) => problemsOf('LinkRecords', { ...link, other, ...changes });
    expect(problems({ kind: 'meeting' })).toEqual([
      'relation: must be same: only a body can be part-of another, not a meeting',
    ]);
    expect(problems({ other: identifier })[0]).toMatch(/^other: must name a body/);
    expect(problems({ other: { ...other, collection: 'sco' } })[0]).toMatch(
      /^other.collection: must be another collection/,
    );
    expect(problems({ kind: 'actor', relation: 'same', id: 'KGZ' })[0]).toMatch(
      /^id: must be a slug .*; a state needs none/,
    );
  });

  it('accepts a field with its old and new value', () => {
    const correction = {
      ...why,
      target: 'abc.1',
      field: 'adoptedOn',
      oldValue: null,
      newValue: { edtf: '2024' },
    };
    expect(parse('CorrectRecord', correction)).toMatchObject({
      ok: true,
      command: { kind: 'correct' },
    });
    expect(problemsOf('CorrectRecord', without(correction, 'oldValue'))).toEqual([
      'oldValue: is missing',
    ]);
    expect(problemsOf('CorrectRecord', { ...correction, field: 'a..b' })[0]).toMatch(/field/);
    expect(problemsOf('CorrectRecord', { ...correction, evidence: {} })[0]).toMatch(/evidence/);
  });
});
