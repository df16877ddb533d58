import { describe, expect, it } from 'vitest';
import { parseMapping } from './parse-mapping.ts';
import type { RowResult } from './row-reader.ts';
import { createTableFile } from './testing/rows.ts';
import { inspectTable } from './table-inspection.ts';

const FRAME = `collection: harbour
source: { document: table, docType: dataset, title: A table, language: en }
bodies: [{ body: council, name: Council, kind: organ }]
defaults: { modality: narrated }
`;

async function read(table: string | Uint8Array, mapping: string, name = 'table.csv') {
  const parsed = parseMapping(FRAME + mapping);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  const results: RowResult[] = [];
  const inspection = await inspectTable(createTableFile(name, table), parsed.mapping, {
    onRow: (result) => results.push(result),
  });
  const facts = results.flatMap(({ facts: own }) => own);
  return {
    inspection,
    results,
    facts,
    messages: results.flatMap(({ problems }) => problems.map(({ message }) => message)),
    problems: inspection.problems.map(({ message }) => message),
    unknown: Object.fromEntries(inspection.unknownCells),
  };
}

const fieldsOf = (
  { facts }: { readonly facts: readonly { readonly fields: object }[] },
  ...names: string[]
) => facts.map(({ fields }) => names.map((name) => Reflect.get(fields, name) as unknown));

const MEMBERS = `
columns: { state: { state: true, values: { Ruritania: XAB } }, joined: { date: YYYY } }
facts:
  - { type: MembershipStatusRecorded, member: '{state}', body: council, status: member, startedOn: '{joined}' }
`;

describe('A table of members', () => {
  it('leaves a value out that is not known, and never reads it as no', async () => {
    const table = 'State,Joined\nMalta,1964\nRuritania,n/a\nIceland,?\n';
    const members = await read(table, MEMBERS);
    expect(fieldsOf(members, 'member', 'startedOn')).toEqual([
      [{ id: 'MLT', kind: 'state', nameAsWritten: 'Malta' }, { edtf: '1964' }],
      [{ id: 'XAB', kind: 'state', nameAsWritten: 'Ruritania' }, undefined],
      [{ id: 'ISL', kind: 'state', nameAsWritten: 'Iceland' }, undefined],
    ]);
    expect(members.unknown).toEqual({ 'n/a': 1, '?': 1 });
  });

  it('reads names in the order of ISO 3166 and of the United Nations', async () => {
    const table =
      'State,Joined\n"Korea, Republic of",1991\nBOLIVIA (PLURINATIONAL STATE OF),1945\n';
    const members = await read(table, MEMBERS);
    expect(fieldsOf(members, 'member')).toMatchObject([[{ id: 'KOR' }], [{ id: 'BOL' }]]);
  });

  it('gives no fact of a row with a wrong cell', async () => {
    const members = await read('State,Joined\nMalta,1964\nAtlantis,1970\nIceland,soon\n', MEMBERS);
    expect(members.facts).toHaveLength(1);
    expect(members.messages).toEqual([
      '“Atlantis” is not the name or code of a state.',
      '“soon” does not have the form YYYY.',
    ]);
  });

  it('reads the first and last day from two columns, and never drops one of them', async () => {
    const mapping = `
columns: { no: {}, from: { date: D.M.YYYY }, to: { date: D.M.YYYY } }
facts: [{ type: MeetingHeld, body: council, ordinal: '{no}', occurredOn: '{from}/{to}' }]
`;
    const table = 'No,From,To\n1,1.2.2031,3.2.2031\n2,7.7.2031,7.7.2031\n3,5.5.2031,\n4,,\n';
    const meetings = await read(table, mapping);
    expect(fieldsOf(meetings, 'occurredOn')).toEqual([
      [{ edtf: '2031-02-01/2031-02-03' }],
      [{ edtf: '2031-07-07' }],
      [undefined],
    ]);
    expect(meetings.messages).toEqual([
      'facts.1 (MeetingHeld): {from}/{to} has {from} only; add a fact with `when: { to: unknown }` for such rows, and `when: to` to this one.',
    ]);
  });

  it('counts a wrong row of a matrix once, so that the other rows are recorded', async () => {
    const mapping = `
columns:
  state: { state: true }
  mark: { columns: [Spring, Autumn, Winter], header: {}, values: { x: for, z: Zzz } }
facts:
  - { type: VoteTaken, decision: 'd-{state.text|slug}', body: council, outcome: adopted, votes: { each: mark, by: MLT, vote: '{mark}' } }
`;
    const table =
      'State,Spring,Autumn,Winter\nMalta,x,,\nIceland,x,,\nTotal,2,3,4\nSum,2,3,4\nPeru,z,z,z\n';
    const members = await read(table, mapping);
    expect(members.problems).toEqual([]);
    expect(members.facts).toHaveLength(2);
    expect(members.results.map(({ kind }) => kind)).toEqual([
      'facts',
      'facts',
      'problems',
      'problems',
      'problems',
    ]);
  });

  it('fills an empty cell from the row above if the mapping says so', async () => {
    const mapping = `
columns: { state: { state: true, fill: down }, year: { date: YYYY } }
facts: [{ type: MembershipStatusRecorded, member: '{state}', body: council, status: guest, heldAsOf: '{year}' }]
`;
    const members = await read('State,Year\nMalta,2001\n,2002\n,\nIceland,2003\n', mapping);
    expect(members.facts.map(({ fields }) => (fields['member'] as { id: string }).id)).toEqual([
      'MLT',
      'MLT',
      'ISL',
    ]);
  });

  it('finds a column that the header does not have, with a suggestion', async () => {
    const members = await read('Staat,Joined\nMalta,1964\n', MEMBERS);
    expect(members.problems).toEqual(['columns.state: The table has no column `state`.']);
    expect(members.inspection.problems[0]).toMatchObject({
      line: 6,
      remedy: 'Did you mean `Staat`?',
    });
    expect(
      (await read('State;Joined\nMalta;1964\n', MEMBERS)).inspection.problems[0]?.remedy,
    ).toMatch('name its delimiter');
  });
});

const ATTENDANCE = `
columns:
  number: { column: Meeting }
  present: { columns: Malta..Iceland, header: { state: true }, values: { X: true, '': null, abs: null } }
facts:
  - { type: MeetingHeld, body: council, ordinal: '{number}' }
  - { type: DelegationAttended, each: present, state: '{present.header}', basis: named }
`;

describe('A matrix of attendance', () => {
  it('makes one fact for each mark, whose passage is its cell', async () => {
    const table = 'Meeting,Malta,Portugal,Iceland\n1,X,,X\n2,abs,X,\n';
    const { facts } = await read(table, ATTENDANCE);
    const attended = facts.filter(({ type }) => type === 'DelegationAttended');
    expect(
      attended.map(({ fields, passages }) => {
        const [passage] = passages;
        const words =
          passage?.kind === 'offsets' ? table.slice(passage.start, passage.end) : undefined;
        return [fields['meeting'], (fields['state'] as { id: string }).id, words];
      }),
    ).toEqual([
      ['council-1', 'MLT', 'X'],
      ['council-1', 'ISL', 'X'],
      ['council-2', 'PRT', 'X'],
    ]);
  });

  it('refuses a mark that no list has', async () => {
    const { messages } = await read('Meeting,Malta,Portugal,Iceland\n1,X,X,X\n2,y,,\n', ATTENDANCE);
    expect(messages).toEqual(['“y” is not in the list of values.']);
  });
});

describe('A table with merged headers, several values and footnotes', () => {
  const mapping = `
table: { header: [1, 2], when: number }
columns:
  number: { column: Session / No., pattern: '{value:number}[ ({series})]' }
  chairs: { column: Session / Chairs, state: true, split: [' and ', ';'], remove: '\\[{note:number}\\]' }
facts:
  - { type: MeetingHeld, body: council, ordinal: '{number}', series: '{number.series}' }
  - { type: MeetingChaired, when: chairs, chairs: '{chairs}' }
`;

  it('reads each row by the joined names', async () => {
    const { facts, problems } = await read(
      'Session,\nNo.,Chairs\n4 (2031),Malta[1] and Iceland\n5,Portugal;Malta\n[1] until May,\n',
      mapping,
    );
    expect(problems).toEqual([]);
    expect(facts.map(({ type, fields }) => [type, fields['meeting']])).toEqual([
      ['MeetingHeld', 'council-2031-4'],
      ['MeetingChaired', 'council-2031-4'],
      ['MeetingHeld', 'council-5'],
      ['MeetingChaired', 'council-5'],
    ]);
    expect(facts[1]?.fields['chairs']).toMatchObject([{ id: 'MLT' }, { id: 'ISL' }]);
  });
});

describe('A mapping', () => {
  const table = 'No.,When\n1,2031\n2,2032\n';

  it('is refused with its line if a template fits no row', async () => {
    const { problems, inspection } = await read(
      table,
      "columns: { n: { column: No. } }\nfacts:\n  - { type: MeetingHeld, body: council, ordinal: '{n}',\n      format: on-paper }\n",
    );
    expect(problems).toEqual([
      expect.stringMatching(/facts\.1 \(MeetingHeld\): fits no row; row 2: format must be/),
    ]);
    expect(inspection.problems[0]).toMatchObject({ line: 8 });
  });

  it('makes a fact once if several rows tell it', async () => {
    const { facts } = await read(
      'No.,State\n1,Malta\n1,Iceland\n',
      "columns: { n: { column: No. }, state: { state: true } }\nfacts:\n  - { type: MeetingHeld, once: true, body: council, ordinal: '{n}' }\n  - { type: DelegationAttended, state: '{state}', basis: named }\n",
    );
    expect(facts.map(({ type, fields }) => [type, fields['meeting']])).toEqual([
      ['MeetingHeld', 'council-1'],
      ['DelegationAttended', 'council-1'],
      ['DelegationAttended', 'council-1'],
    ]);
  });

  it('is tested by the facts that it expects of rows', async () => {
    const expectFact = (year: number) =>
      `columns: { n: { column: No. }, when: { date: YYYY } }\nfacts: [{ type: MeetingHeld, body: council, ordinal: '{n}', occurredOn: '{when}' }]\nexpect: [{ row: 3, facts: [{ type: MeetingHeld, occurredOn: ${year} }] }]\n`;
    expect((await read(table, expectFact(2032))).problems).toEqual([]);
    expect((await read(table, expectFact(2033))).problems).toEqual([
      'expect: row 3: occurredOn is 2032, not 2033.',
    ]);
  });

  it('reports unknown fields, columns, parts, types and formats with their lines', () => {
    const parsed = parseMapping(`${FRAME}
columns:
  held: { date: D/M }
  state: { state: true, colour: red }
facts:
  - { type: MeetingHelt }
  - { type: MeetingHeld, boddy: council, occurredOn: '{hold}', venue: '{state.size}' }
`);
    expect(
      parsed.ok ? [] : parsed.problems.map(({ line, message }) => `${line} ${message}`),
    ).toEqual([
      '7 columns.held.date: the format `D/M` must have a year: tokens are YYYY, M, MM, MMM, MMMM, D and DD.',
      '8 columns.state.colour: Unknown field `colour`.',
      '10 facts.1.type: Unknown type `MeetingHelt`.',
      '11 facts.2 (MeetingHeld).boddy: Unknown field `boddy`.',
      '11 facts.2 (MeetingHeld).occurredOn: Unknown column {hold}.',
      '11 facts.2 (MeetingHeld).venue: {state} has no part `size`.',
    ]);
  });
});

describe('An encoding', () => {
  const mapping = `table: { encoding: ENCODING }\n${MEMBERS}`;
  const bytes = Buffer.from('State,Joined\nC\u00F4te d\u2019Ivoire,1964\n', 'latin1');

  it('is named in the mapping', async () => {
    const utf16 = Buffer.from('\uFEFFState,Joined\nMalta,1964\n', 'utf16le');
    expect((await read(utf16, mapping.replace('ENCODING', 'utf-16le'))).facts).toHaveLength(1);
    const latin = Buffer.from('State,Joined\nCura\u00E7ao,1964\n', 'latin1');
    expect((await read(latin, mapping.replace('ENCODING', 'windows-1252'))).facts).toHaveLength(1);
  });

  it('is refused if the bytes are others', async () => {
    await expect(read(bytes, MEMBERS)).rejects.toThrow('The table is not a text in utf-8');
    const utf16 = Buffer.from('State,Joined\nMalta,1964\n', 'utf16le');
    await expect(read(utf16, MEMBERS)).rejects.toThrow('contains NUL');
  });
});
