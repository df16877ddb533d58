import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { PERSON, STATE } from '../testing/actor-answers.ts';
import { NAMES, SOURCES } from '../testing/answer-values.ts';
import { MEETING } from '../testing/meeting-answer.ts';
import { BODY, DECISION, DOCUMENT, INCIDENT } from '../testing/page-answers.ts';
import { runTestQuery, type TestQueryOutput } from '../testing/query-test.ts';
import { isEmpty, isJsonFields, isKnownShape } from '@rapporteur/pages';

/** The call of each page, the path of its request, and its answer. */
const PAGES = {
  body: ['body harbour-council', 'bodies/harbour-council', BODY],
  decision: ['decision dredging-agreement', 'decisions/dredging-agreement', DECISION],
  document: ['document harbour-note-7', 'sources/harbour-note-7', DOCUMENT],
  incident: ['incident pier-attack-2023', 'incidents/pier-attack-2023', INCIDENT],
  meeting: ['meeting harbour-council-7', 'meetings/harbour-council-7', MEETING],
  person: ['person j-vella', 'persons/j-vella', PERSON],
  state: ['state MLT', 'states/MLT', STATE],
} as const;

type PageName = keyof typeof PAGES;

async function show(
  name: PageName,
  options: { readonly columns?: number; readonly flags?: string; readonly data?: unknown } = {},
): Promise<TestQueryOutput> {
  const [line, path, answer] = PAGES[name];
  const call = `${line} ${options.flags ?? ''}`.trim();
  const json = { [path]: options.data ?? answer };
  return runTestQuery(call, { json, sources: SOURCES, names: NAMES }, options.columns);
}

const join = (lines: readonly string[]): string =>
  lines.map((line) => line.trim().replace(/^- /, '')).join(' ');

describe('The page of a meeting', () => {
  it('reads as prose at 80 columns', async () => {
    const { exitCode, lines } = await show('meeting', { columns: 80 });
    expect(exitCode).toBe(0);
    expect(lines).toEqual([
      '7th meeting of the Harbour Council',
      'meeting harbour-council-7',
      '',
      'Held on 4 May 2023 (sources differ) in Valletta, Malta, chaired by Malta.',
      '',
      'PARTICIPANTS',
      '  Delegations (3): Cyprus, Italy and Malta; all for their port authorities [1].',
      '  Organs (1): the Harbour Secretariat (as secretariat) [1].',
      '  Number stated: 4 states, which is not the number listed.',
      'CONSIDERED',
      '  Reviewed: the dredging of the old port [1].',
      'DECISIONS',
      '  Approved: work plan of the Secretariat [1].',
      '  Agreed: joint dredging (agreement), due by 31 December 2024 (sources differ),',
      '  overdue [1, 2].',
      '  Planned: seminar on night pilots (“is foreseen”), in Cyprus, scheduled on a',
      '  day not stated, open [1].',
      'CONDEMNED',
      '  - the Harbour Council strongly condemned the attack on the old pier on 2 April',
      '    2023, naming no perpetrator [1]',
      'POSITIONS',
      '  - the Harbour Council stated on free passage: Ports must stay open to all',
      '    ships (citing the Passage Treaty) [1]',
      'DISSENTS',
      '  - Italy abstained on joint dredging (the reason given: its cost) [1]',
      'CHAIR',
      '  - The sentence of note.33 [1]',
      'AWARDS',
      '  - awards to pilots of the old port (number not stated) for long service [1]',
      'NEXT MEETING',
      '  - the 8th (derived), on a day not stated, in Limassol [1]',
      'CONFLICTS',
      '  - the sources differ on: occurred on (also 5 May 2023)',
      '  - open conflicts: 1 (rapporteur query conflicts --resolved false)',
      '  - --statements shows all statements with their sources',
      'HARBOUR WALKS',
      '  - The delegations walked to the pier. [1]',
      'DOCUMENTS',
      '  - [1] Note on the 7th meeting, harbour-note-7, lines 1 to 36',
      '  - [2] port-log, lines 3 to 10',
    ]);
  });

  it('prints the statements behind each value on request, and the ids', async () => {
    const { lines, urls } = await show('meeting', { flags: '--statements --ids' });
    const text = join(lines);
    expect(urls[0]).toContain('statements=true');
    expect(text).toContain('held on: 5 May 2023 (narrated, in port-log)');
    expect(text).toContain('due: 2024 (narrated, in port-log)');
    expect(text).toContain('(secretariat-plan-2024) [1]');
    expect(text).not.toContain('--statements shows');
  });

  it('shows an announced meeting with its planned day', async () => {
    const data = {
      meeting: 'harbour-council-8',
      body: 'harbour-council',
      stage: 'announced',
      ordinal: null,
      scheduledOn: { stated: true, edtf: '2024', basis: 'stated', asWritten: null },
      participants: { recorded: false, listing: 'not-stated' },
    };
    const { lines } = await show('meeting', { data, columns: 80 });
    expect(lines.slice(0, 6)).toEqual([
      'Harbour Council, meeting',
      'meeting harbour-council-8',
      '',
      'Announced, to be held in 2024, chair not stated.',
      '',
      'PARTICIPANTS',
    ]);
    expect(lines[6]).toContain('does not mean that there were none');
  });
});

describe('The page of a body', () => {
  it('shows its names, chairs, offices and members', async () => {
    const text = join((await show('body', { columns: 80 })).lines);
    expect(text).toContain('Organ of Harbour Union. Also called: Council of the Harbour Union.');
    expect(text).toContain('Cyprus, until 1 January 2023');
    expect(text).toContain('Malta, from 1 January 2023, known on 4 May 2023');
    expect(text).toContain(
      'On 1 February 2024: presumably Malta, since 1 January 2023; last stated 4 May 2023.',
    );
    expect(text).toContain('Secretary general: Joseph Vella, ambassador, from 2022 [1]');
    expect(text).toContain('Observer: Tunisia, “invited coast state”, as of 4 May 2023 [1]');
    expect(text).toContain('Established: in 1999 (instrument: Harbour Charter)');
  });

  it('shows its meetings, and the facts that name it', async () => {
    const text = join((await show('body', { columns: 80 })).lines);
    expect(text).toContain('4 May 2023: 7th meeting of the Harbour Council, in Valletta, Malta');
    expect(text).toContain('MANDATE The sentence of note.2');
    expect(text).toContain('Condemner: 4 May 2023: The sentence of note.30');
  });
});

describe('The page of a decision', () => {
  it('shows its due day, its status with the day of the query, and its parts', async () => {
    const text = join((await show('decision', { columns: 80 })).lines);
    expect(text).toContain('Agreement, agreed on 4 May 2023, by Harbour Council, at 7th meeting');
    expect(text).toContain('Due by 31 December 2024, status on 1 January 2026: in progress');
    expect(text).toContain('in progress, as of 1 February 2025, according to the Secretariat');
    expect(text).toContain('Approved: plan A (work plan)');
    expect(text).toContain('Operation: Two ships dredged the old port (2 ships, in January 2025)');
  });
});

describe('The page of an incident', () => {
  it('shows casualties, condemnations and positions', async () => {
    const text = join((await show('incident', { columns: 80 })).lines);
    expect(text).toContain('It happened on 2 April 2023 in Valletta, Malta against the old pier.');
    expect(text).toContain('killed: at least 6; of them 2 pilots killed, civilians among them');
    expect(text).toContain('strongly condemned it, naming the Pier Group, at 7th meeting');
  });
});

describe('The page of a document', () => {
  it('shows who issued it, the state of its text, and its facts', async () => {
    const text = join((await show('document', { columns: 80 })).lines);
    expect(text).toContain('Note, issued by the Harbour Secretariat, published on 6 May 2023');
    expect(text).toContain('1200 characters, held here, redistributable');
    expect(text).toContain('4 May 2023: Malta chaired the meeting (attributed to: Joseph Vella)');
    expect(text).toContain('harbour-rules as “Rules of the Port” (extract)');
    expect(text).toContain('Retracted: the record no longer has this document.');
    expect(text).toContain('machine translation, a version of harbour-council-note');
    expect(text).toContain('known as harbour-symbol HC/7');
    expect(text).toContain('note-of-may in the collection river');
  });
});

describe('The page of a state', () => {
  it('separates participation from mentions, each fact in a sentence', async () => {
    const { lines } = await show('state', { columns: 80 });
    expect(lines).toEqual(expect.arrayContaining(['TAKES PART', 'IS NAMED']));
    const text = join(lines);
    expect(text).toContain('its delegation attended a meeting (1); a meeting was held there (1).');
    expect(text).toContain('Attended: 4 May 2023: The sentence of note.12');
  });
});

describe('The page of a person', () => {
  it('shows names, offices, chairs, and each fact once with all its roles', async () => {
    const { lines } = await show('person', { columns: 80 });
    const text = join(lines);
    expect(text).toContain('Harbour Master of Malta. Also written: J. Vella.');
    expect(text).toContain('Identifiers: wikidata Q2.');
    expect(text).toContain('Speaker of the source of 2 facts.');
    expect(text).toContain('Secretary general of Harbour Council: ambassador, from 2022');
    expect(text).toContain('Harbour Council, for Malta, until 1 January 2023');
    expect(text).toContain('Headed delegation and attended: 4 May 2023: The sentence of note.12');
    expect(text.match(/The sentence of note.12/g)).toHaveLength(1);
  });
});

/** The members whose own members are shown by sentences or marks only. */
const isOfSentence = (name: string): boolean =>
  ['agreement', 'statements', 'fact', 'holder', 'lastKnown', 'nextKnown'].includes(name);

/** Adds an unknown member to each object of a list that has no known shape. */
function addUnknown(value: unknown, added: string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => addUnknown(item, added));
  if (!isJsonFields(value) || isKnownShape(value) || 'speaker' in value) return value;
  const members = Object.entries(value).map(([name, one]) => [
    name,
    isOfSentence(name) ? one : addUnknown(one, added),
  ]);
  const marker = `unknown-${added.length}`;
  added.push(marker);
  return { ...Object.fromEntries(members), futureMember: marker };
}

describe('Every page', () => {
  const names = Object.keys(PAGES) as readonly PageName[];

  it.each(names.flatMap((name) => [80, 120, Infinity].map((width) => [name, width] as const)))(
    'about a %s fits %d columns',
    async (name, columns) => {
      const { lines, exitCode } = await show(name, { columns });
      expect(exitCode).toBe(0);
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
      expect(lines.join('\n')).not.toMatch(/undefined|\[object|[{}]/);
    },
  );

  it.each(names)('about a %s shows members that this program does not know', async (name) => {
    const added: string[] = [];
    const data = addUnknown(PAGES[name][2], added) as object;
    const { out } = await show(name, {
      data: { ...data, futureList: [{ colour: 'sea green' }], futureText: 'low tide' },
    });
    expect(added.length).toBeGreaterThan(2);
    expect(added.filter((marker) => !out.includes(marker))).toEqual([]);
    expect(out).toContain('FUTURE LIST\n  - colour: sea green');
    expect(out).toContain('future text: low tide');
  });

  it('has the same words at every width', async () => {
    const [narrow, wide] = await Promise.all([show('meeting', { columns: 40 }), show('meeting')]);
    const words = (text: string): readonly string[] => text.split(/\s+/);
    expect(words(narrow?.out ?? '')).toEqual(words(wide?.out ?? ''));
  });

  it('shows the things of several collections one after another', async () => {
    const data = ['harbour', 'river'].map((collection) => ({ ...BODY, collection }));
    const collections = ['harbour', 'river'];
    const json = { 'bodies/harbour-council': data };
    const { lines } = await runTestQuery('body harbour-council', { json, collections });
    expect(lines.filter((line) => line.startsWith('body '))).toEqual([
      'body harbour-council in the collection harbour',
      'body harbour-council in the collection river',
    ]);
  });

  it('is a table with named columns, and JSON with --json', async () => {
    const [line, path, data] = PAGES.meeting;
    const csv = { [path]: 'meeting,body\r\nharbour-council-7,harbour-council\r\n' };
    const table = await runTestQuery(`${line} --columns meeting`, { csv });
    expect(table.lines).toEqual(['MEETING', 'harbour-council-7']);
    const json = await runTestQuery(`${line} --json`, { json: { [path]: data } });
    expect(JSON.parse(json.out)).toMatchObject({ data: { meeting: 'harbour-council-7' } });
  });
});

describe('An empty value', () => {
  it.each([null, '', [], {}, { stated: false }, [null], { a: null }])('%j says nothing', (value) =>
    expect(isEmpty(value)).toBe(true),
  );
  it.each([0, false, 'a', { stated: true }])('%j says something', (value) =>
    expect(isEmpty(value)).toBe(false),
  );
});
