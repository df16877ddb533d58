import { describe, expect, it } from 'vitest';
import { parseSubmission } from './parse-submission.ts';
import { writeSampleSubmission } from './testing/sample-submission.ts';

const CALM = 'type: PositionStated, verb: stated, topic: calm, summary: Calm.';
const STORM =
  ', incidents: [storm], states: [{ MLT: Malta }], organizations: council, quote: calm, nth: 2';

function parse(fact: string, parts: Parameters<typeof writeSampleSubmission>[0] = {}) {
  return parseSubmission(writeSampleSubmission({ defaults: STORM, ...parts, facts: [fact] }));
}

function fieldsOf(...parameters: Parameters<typeof parse>) {
  const parsed = parse(...parameters);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.submission.facts[0]?.fields ?? {};
}

describe('A null in a submission', () => {
  it('removes the default of any field that a fact may omit', () => {
    expect(Object.keys(fieldsOf(`{ ${CALM} }`))).toEqual(
      expect.arrayContaining(['incidents', 'states', 'organizations']),
    );
    const fields = fieldsOf(`{ ${CALM}, incidents: null, states: ~, organizations: }`);
    expect(Object.keys(fields)).toEqual(['verb', 'topic', 'summary']);
  });

  it('removes the default of a list from a whole group', () => {
    const group = `{ defaults: { incidents: null }, facts: [{ ${CALM} }] }`;
    expect(fieldsOf(group)).not.toHaveProperty('incidents');
  });

  it('stays null in a field that may be null: such a fact belongs to no meeting', () => {
    expect(
      fieldsOf(`{ ${CALM}, meeting: null }`, { defaults: `${STORM}, meeting: harbour-council-7` }),
    ).toMatchObject({ meeting: null });
  });

  it('leaves out a field of the source, of a body and of a nested value', () => {
    const parsed = parse('{ type: MeetingHeld, meeting: m-1, body: m, places: null }', {
      source: ', identifiers: null, redistributable: null',
      more: 'bodies: [{ body: m, name: M, kind: organ, parents: null, identifiers: null }]',
    });
    expect(parsed).toMatchObject({ ok: true });
    const target = '{ class: piracy, territory: null, occurredOn: null }';
    const condemned = `type: IncidentCondemned, condemner: council, strength: condemned`;
    expect(fieldsOf(`{ ${condemned}, target: ${target}, perpetrators: null }`)).not.toHaveProperty(
      'perpetrators',
    );
  });

  it('is a problem in a field that every fact must state, at its place', () => {
    const parsed = parse('{ type: MeetingChaired, meeting: null, chairs: MLT }');
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ field: 'facts.0.meeting', line: 6, column: 38 }],
    });
  });

  it('removes an inherited quote: the fact then needs words of its own', () => {
    expect(parse(`{ ${CALM}, quote: null }`)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('must name a passage') }],
    });
    expect(parse(`{ ${CALM}, quote: null, passage: { start: 1, end: 4 } }`).ok).toBe(true);
  });
});
