import { describe, expect, it } from 'vitest';
import { parseSubmission } from './parse-submission.ts';
import { writeSampleSubmission } from './testing/sample-submission.ts';

const HELD = 'type: MeetingHeld, meeting: harbour-council-7, body: harbour-council, quote: met';

function factsOf(yaml: string) {
  const parsed = parseSubmission(yaml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.submission.facts;
}

function fieldsOf(fact: string, parts = {}) {
  return factsOf(writeSampleSubmission({ ...parts, facts: [fact] }))[0]?.fields ?? {};
}

function problemsOf(yaml: string) {
  const parsed = parseSubmission(yaml);
  if (parsed.ok) throw new Error('The submission must be rejected.');
  return parsed.problems;
}

describe('Shorthand in a submission', () => {
  it.each([
    ['2023-05-04', '2023-05-04'],
    ['2023', '2023'],
    ['2013/..', '2013/..'],
    ['XXXX-09-03', 'XXXX-09-03'],
    ['[2024-07, 2025-07]', '[2024-07,2025-07]'],
  ])('expands the date %s', (written, edtf) =>
    expect(fieldsOf(`{ ${HELD}, occurredOn: ${written} }`)['occurredOn']).toEqual({ edtf }),
  );

  it('expands a number to an ordinal, a count or a text', () => {
    expect(fieldsOf(`{ ${HELD}, ordinal: 7, sessionAsWritten: 2023 }`)).toMatchObject({
      ordinal: { value: 7 },
      sessionAsWritten: '2023',
    });
    expect(
      fieldsOf('{ type: CasualtiesReported, incident: storm, killed: 9, quote: x }')['killed'],
    ).toEqual({
      min: 9,
      max: 9,
    });
  });

  it('expands one value to a list', () =>
    expect(fieldsOf(`{ ${HELD}, places: Valletta }`)['places']).toEqual([{ name: 'Valletta' }]));

  it.each([
    ['MLT', { code: 'MLT' }],
    ['{ MLT: the Republic of Malta }', { code: 'MLT', nameAsWritten: 'the Republic of Malta' }],
    ['{ code: MLT, basis: context }', { code: 'MLT', basis: 'context' }],
  ])('expands the country %s', (written, country) =>
    expect(fieldsOf(`{ ${HELD}, places: { country: ${written} } }`)['places']).toEqual([
      { country },
    ]),
  );

  it.each([
    ['MLT', { id: 'MLT', kind: 'state', nameAsWritten: 'Malta' }],
    ['council', { id: 'harbour-council', kind: 'organ', nameAsWritten: 'the Council' }],
    ['{ PRT: Portugal }', { id: 'PRT', kind: 'state', nameAsWritten: 'Portugal' }],
    [
      '{ council: the said Council }',
      { id: 'harbour-council', kind: 'organ', nameAsWritten: 'the said Council' },
    ],
    [
      '{ id: x-y, kind: group, nameAsWritten: XY }',
      { id: 'x-y', kind: 'group', nameAsWritten: 'XY' },
    ],
  ])('expands the actor %s', (written, actor) =>
    expect(fieldsOf(`{ ${HELD}, host: ${written} }`)['host']).toEqual(actor),
  );

  it('chooses the shape of a condemned target by its fields', () => {
    const fact = (target: string) =>
      fieldsOf(
        `{ type: IncidentCondemned, condemner: council, strength: condemned, target: ${target}, quote: x }`,
      )['target'];
    expect(fact('{ incident: storm, occurredOn: 2023 }')).toEqual({
      incident: 'storm',
      occurredOn: { edtf: '2023' },
    });
    expect(fact('{ class: piracy, territory: the bay, occurredOn: 2023 }')).toMatchObject({
      class: 'piracy',
    });
  });
});

describe('Defaults of a submission', () => {
  it('apply to the facts that have the field, unless a nearer value replaces them', () => {
    const facts = factsOf(
      writeSampleSubmission({
        defaults: ', meeting: harbour-council-7, assertedBy: council',
        facts: [
          '{ type: MeetingHeld, body: harbour-council, quote: met }',
          '{ type: PositionStated, verb: stated, topic: calm, summary: Calm., meeting: null, modality: attributed, quote: calm }',
          '{ type: BodyDescribed, body: harbour-council, aspect: function, quote: x }',
          '{ defaults: { type: DelegationAttended, basis: named, modality: decided }, facts: [{ state: MLT, quote: x }, { state: MLT, basis: derived, quote: x, nth: 2 }] }',
        ],
      }),
    );
    expect(facts.map(({ type }) => type)).toEqual([
      'MeetingHeld',
      'PositionStated',
      'BodyDescribed',
      'DelegationAttended',
      'DelegationAttended',
    ]);
    expect(facts.map(({ fields }) => fields['meeting'])).toEqual([
      'harbour-council-7',
      null,
      undefined,
      'harbour-council-7',
      'harbour-council-7',
    ]);
    expect(facts.map(({ assertion }) => assertion['modality'])).toEqual([
      'reported',
      'attributed',
      'reported',
      'decided',
      'decided',
    ]);
    expect(facts.map(({ fields }) => fields['basis'])).toEqual([
      undefined,
      undefined,
      undefined,
      'named',
      'derived',
    ]);
    expect(
      facts.every(
        ({ assertion }) => (assertion['assertedBy'] as { id: string }).id === 'harbour-council',
      ),
    ).toBe(true);
  });

  it('do not add an inherited nth to the quote of a fact', () => {
    const group =
      '{ defaults: { quote: x, nth: 2 }, facts: [{ type: MeetingChaired, meeting: m, chairs: MLT, quote: y }] }';
    expect(factsOf(writeSampleSubmission({ facts: [group] }))[0]?.passages).toMatchObject([
      { quote: 'y', nth: null },
    ]);
  });

  it.each([
    [
      'the only meeting, as the default of all',
      ', meeting: harbour-council-7',
      [`{ ${HELD} }`],
      'RecordMeeting',
    ],
    ['no default', '', [`{ ${HELD} }`], 'RecordDocument'],
    ['a default that is another meeting', ', meeting: other', [`{ ${HELD} }`], 'RecordDocument'],
    [
      'two meetings',
      ', meeting: harbour-council-7',
      [`{ ${HELD} }`, `{ ${HELD}, meeting: m }`.replace('meeting: harbour-council-7, ', '')],
      'RecordDocument',
    ],
  ])('determine the command: %s', (_, defaults, facts, command) =>
    expect(parseSubmission(writeSampleSubmission({ defaults, facts }))).toMatchObject({
      ok: true,
      submission: { command },
    }),
  );
});

describe('An invalid submission', () => {
  it.each([
    ['a key twice', 'collection: a\ncollection: b', 'DRAFTING_YAML_INVALID', 2, /twice/],
    ['a bracket left open', 'facts: [', 'DRAFTING_YAML_INVALID', 1, /./],
    ['a colon in a plain text', 'source:\n  title: Note: the 7th', 'DRAFTING_YAML_INVALID', 2, /./],
    ['an anchor', 'collection: &c harbour', 'DRAFTING_YAML_INVALID', 1, /anchors/],
    ['an alias', 'a: &c 1\ncollection: *c', 'DRAFTING_YAML_INVALID', 1, /anchors/],
    ['a tag', 'collection: !secret harbour', 'DRAFTING_YAML_INVALID', 1, /tags/],
    ['two documents', 'collection: a\n---\ncollection: b', 'DRAFTING_YAML_INVALID', 2, /./],
    ['nothing', '', 'DRAFTING_YAML_INVALID', 1, /a mapping/],
    ['too many brackets', '['.repeat(100_000), 'DRAFTING_YAML_INVALID', 1, /too deeply/],
    ['no source', 'collection: harbour', 'DRAFTING_FIELD_MISSING', 1, /source/],
  ])('is rejected with %s', (_, yaml, code, line, message) =>
    expect(problemsOf(yaml)[0]).toMatchObject({
      code,
      line,
      message: expect.stringMatching(message),
    }),
  );

  it.each([
    [
      'an unknown type',
      '{ type: MeetingHold, quote: x }',
      'DRAFTING_TYPE_UNKNOWN',
      /MeetingHold/,
      /MeetingHeld/,
    ],
    ['no type', '{ quote: x }', 'DRAFTING_TYPE_UNKNOWN', /must have a type/, /type:/],
    [
      'an unknown field',
      `{ ${HELD}, ocurredOn: 2023 }`,
      'DRAFTING_FIELD_UNKNOWN',
      /ocurredOn/,
      /occurredOn/,
    ],
    [
      'a field of another type',
      `{ ${HELD}, chairs: MLT }`,
      'DRAFTING_FIELD_UNKNOWN',
      /chairs/,
      /./,
    ],
    [
      'an unknown field within',
      `{ ${HELD}, occurredOn: { edtf: 2023, base: context } }`,
      'DRAFTING_FIELD_UNKNOWN',
      /base/,
      /basis/,
    ],
    [
      'an unknown actor',
      `{ ${HELD}, host: counsil }`,
      'DRAFTING_ACTOR_UNKNOWN',
      /counsil/,
      /council/,
    ],
    [
      'a free state code without its name',
      `{ ${HELD}, host: XAB }`,
      'DRAFTING_ACTOR_UNKNOWN',
      /XAB/,
      /CODE: its name/,
    ],
    [
      'a state code as a place',
      `{ ${HELD}, places: MLT }`,
      'DRAFTING_VALUE_INVALID',
      /MLT/,
      /country: MLT/,
    ],
    [
      'no quote',
      '{ type: MeetingHeld, meeting: m, body: b }',
      'DRAFTING_FIELD_MISSING',
      /must name a passage/,
      /`quote`/,
    ],
    [
      'a blank quote',
      `{ ${HELD.replace('met', '" "')} }`,
      'DRAFTING_VALUE_INVALID',
      /quote/,
      /Copy/,
    ],
    [
      'a quote cut off by a #',
      `{ ${HELD.replace('met', 'met #7\n    ')} }`,
      'DRAFTING_VALUE_INVALID',
      /#/,
      /quotation marks/,
    ],
    ['an nth of 0', `{ ${HELD}, nth: 0 }`, 'DRAFTING_VALUE_INVALID', /nth/, /./],
    [
      'a passage that ends before it begins',
      '{ type: MeetingHeld, meeting: m, body: b, passage: { start: 9, end: 3 } }',
      'DRAFTING_VALUE_INVALID',
      /greater end/,
      /code points/,
    ],
  ])('reports %s', (_, fact, code, message, remedy) =>
    expect(problemsOf(writeSampleSubmission({ facts: [fact] }))[0]).toMatchObject({
      code,
      line: 6,
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    }),
  );

  it.each([
    ['29 February 2023', 'occurredOn: 2023-02-29', 'occurredOn.edtf', /a day of the calendar/],
    ['a reversed range', 'occurredOn: 2023-05/2023-01', 'occurredOn.edtf', /end before it begins/],
    ['an ordinal of 0', 'ordinal: 0', 'ordinal.value', /at least 1/],
    ['an ordinal of -1', 'ordinal: -1', 'ordinal.value', /at least 1/],
    ['an ordinal in words', 'ordinal: seventh', 'ordinal.value', /must be a number/],
    ['a wrong state', 'places: { country: XYZ }', 'places.0.country.code', /alpha-3/],
    ['a wrong choice', 'format: by post', 'format', /one of in-person/],
    ['a lone surrogate', 'venue: "\\uD800"', 'venue', /surrogate/],
  ])('is checked against the vocabulary: %s', (_, field, path, message) =>
    expect(
      problemsOf(writeSampleSubmission({ facts: [`{ ${HELD}, ${field} }`] }))[0],
    ).toMatchObject({
      code: 'DRAFTING_VALUE_INVALID',
      field: `facts.0.${path}`,
      line: 6,
      message: expect.stringMatching(message),
    }),
  );

  it('reports missing fields', () =>
    expect(
      problemsOf(
        writeSampleSubmission({ facts: ['{ type: MeetingChaired, meeting: m, quote: x }'] }),
      ),
    ).toMatchObject([
      { code: 'DRAFTING_FIELD_MISSING', message: 'fact 1 (MeetingChaired): chairs is missing.' },
    ]));

  it('numbers invalid facts too', () => {
    const problems = problemsOf(
      writeSampleSubmission({ facts: ['{ type: Nonsense, quote: x }', `{ ${HELD}, hosts: MLT }`] }),
    );
    expect(problems.map(({ message }) => message)).toEqual([
      'fact 1: Unknown type `Nonsense`.',
      'fact 2 (MeetingHeld): Unknown field `hosts`.',
    ]);
  });

  it('reports the problem of an inherited default once', () =>
    expect(
      problemsOf(
        writeSampleSubmission({
          defaults: ', host: nobody',
          facts: [`{ ${HELD} }`, `{ ${HELD}, nth: 2 }`],
        }),
      ),
    ).toHaveLength(1));

  it('reports at most a hundred problems', () =>
    expect(problemsOf('&a '.repeat(1000))).toHaveLength(100));

  it('reports invalid actors', () =>
    expect(
      problemsOf(
        writeSampleSubmission({ actors: ', ABC: Nowhere, x: { kind: state, nameAsWritten: X }' }),
      ),
    ).toMatchObject([
      { message: expect.stringContaining('actor ABC: kind') },
      { message: expect.stringContaining('actor x: id') },
    ]));
});
