import { describe, expect, it } from 'vitest';
import type { Draft } from '../draft.ts';
import { draftDocument } from '../draft-document.ts';
import { formatDraft } from '../draft-format.ts';
import { readLanguages } from '../testing/language-fixture.ts';
import { createSampleRecord } from '../testing/sample-record.ts';
import { submitDraft } from '../testing/submitted-draft.ts';
import { draftWithRecord } from './draft-with-record.ts';
import { proposeMerges } from './merge-proposals.ts';

const languages = readLanguages();
const BODIES = [
  {
    body: 'council',
    name: 'Harbour Council',
    kind: 'organ' as const,
    otherNames: ['Conseil des Ports'],
  },
];
const OPTIONS = { collection: 'harbour', isOpen: true, bodies: BODIES };

const note = (...lines: readonly string[]): string =>
  ['Press release on the meeting of the Harbour Council', ...lines, ''].join('\n');
const meets = (words: string): string => note(`The ${words}.`);
const HELD = meets(
  '41st meeting of the Harbour Council was held in Valletta, Malta, on 4 May 2031',
);

/** Returns the record of one note, the draft of another, and its proposals in short. */
async function compare(recorded: string, text: string, change = (draft: Draft): Draft => draft) {
  const record = createSampleRecord([{ file: 'first.txt', text: recorded, ...OPTIONS }]);
  const draft = change(draftDocument(text, languages, { ...OPTIONS, file: 'second.txt' }));
  return proposeMerges(draft, text, record);
}

function summarize({ merges = [] }: Draft): readonly string[] {
  return merges.map(({ kind, id, known, relation, take }) =>
    [kind, id, id === known ? '=' : known, relation, take ? 'taken' : 'open'].join(' '),
  );
}

describe('A meeting of the record', () => {
  it.each([
    [
      'is confirmed by its body and number',
      HELD,
      meets('41st meeting of the Harbour Council was held in Valletta, Malta, on 4 May 2031'),
      ['meeting council-41 = confirmation taken'],
    ],
    [
      'gets a participant that it lacks',
      HELD,
      note(
        'The 41st meeting of the Harbour Council was held in Valletta, Malta, on 4 May 2031.',
        'Delegations of Malta and Portugal took part in the meeting.',
      ),
      ['meeting council-41 = addition taken'],
    ],
    [
      'conflicts with another day',
      HELD,
      meets('41st meeting of the Harbour Council was held in Valletta, Malta, on 5 May 2031'),
      ['meeting council-41 = conflict taken'],
    ],
    [
      'is only proposed by its day',
      HELD,
      meets('meeting of the Harbour Council was held in Valletta, Malta, on 4 May 2031'),
      ['meeting council-2031-05-04 council-41 confirmation open'],
    ],
    [
      'is another one with the same number of an extraordinary session',
      HELD,
      meets('41st extraordinary meeting of the Harbour Council was held on 4 May 2031'),
      [],
    ],
    [
      'is another one with the same number of another body',
      HELD,
      meets('41st meeting of the Harbour Board was held in Valletta, Malta, on 4 May 2031'),
      [],
    ],
    [
      'is another one with another number',
      HELD,
      meets('42nd meeting of the Harbour Council was held in Valletta, Malta, on 4 May 2031'),
      [],
    ],
    [
      'is another one with the same low number of another year',
      meets('3rd meeting of the Harbour Council was held in Valletta, Malta, on 4 May 2030'),
      meets('3rd meeting of the Harbour Council was held in Valletta, Malta, on 4 May 2031'),
      [],
    ],
    [
      'is only proposed by a high number of another year',
      meets('41st meeting of the Harbour Council was held in Valletta, Malta, on 4 May 2030'),
      HELD,
      ['meeting council-41-2 council-41 conflict open'],
    ],
  ])('%s', async (_, recorded, text, expected) => {
    const draft = await compare(recorded, `${text}\n`);
    expect(summarize(draft)).toEqual(expected);
  });

  it('shows both values of a conflict with the document that has the other', async () => {
    const draft = await compare(
      HELD,
      meets('41st meeting of the Harbour Council was held in Valletta, Malta, on 5 May 2031'),
    );
    expect(draft.merges?.[0]?.differences).toEqual([
      {
        fact: 0,
        field: 'occurredOn',
        draft: '2031-05-05',
        record: '2031-05-04',
        sources: ['first'],
      },
    ]);
  });
});

const attack = (words: string): string =>
  note(
    'The 50th meeting of the Harbour Council was held on 9 June 2031.',
    `The Harbour Council condemned the ${words}.`,
  );
const DURRES = attack('attack on the old pier in Durres on 3 March 2031');

/** Gives the places of incidents a country, which the rules leave out. */
const inCountry =
  (code: string) =>
  (draft: Draft): Draft => ({
    ...draft,
    facts: draft.facts.map((fact) =>
      fact.type === 'IncidentRecorded'
        ? { ...fact, fields: { ...fact.fields, places: [{ name: 'Durres', country: code }] } }
        : fact,
    ),
  });

describe('An incident of the record', () => {
  const incidents = (draft: Draft): readonly string[] =>
    summarize(draft).filter((line) => line.startsWith('incident'));

  it('is proposed by its day and place, under an id of its own', async () =>
    expect(incidents(await compare(DURRES, `${DURRES}\n`))).toEqual([
      'incident attack-durres-2031-2 attack-durres-2031 confirmation open',
    ]));

  it('is another one on another day of the month, and never shares the id', async () => {
    const text = attack('attack on the old pier in Durres on 17 March 2031');
    const draft = await compare(DURRES, text);
    expect(incidents(draft)).toEqual([]);
    const ids = draft.facts.flatMap(({ fields }) => fields['incident'] ?? []);
    expect(ids).toEqual(['attack-durres-2031-2']);
  });

  it('is not told by a month alone', async () => {
    const text = attack('attack on the old pier in Durres in March 2031');
    expect(incidents(await compare(text, `${text}\n`))).toEqual([]);
  });

  it('is another one at a namesake place', async () => {
    const record = createSampleRecord([
      { file: 'first.txt', text: DURRES, ...OPTIONS, change: inCountry('ALB') },
    ]);
    const own = draftDocument(`${DURRES}\n`, languages, { ...OPTIONS, file: 'second.txt' });
    const other = await proposeMerges(inCountry('USA')(own), `${DURRES}\n`, record);
    const same = await proposeMerges(inCountry('ALB')(own), `${DURRES}\n`, record);
    expect([incidents(other), incidents(same)]).toEqual([[], [expect.any(String)]]);
  });
});

const appoints = (person: string, office: string): string =>
  note(
    'The 60th meeting of the Harbour Council was held on 9 June 2031.',
    `The Harbour Council appointed ${person} as ${office}.`,
  );

describe('A person of the record', () => {
  const VELLA = appoints('Joseph Vella', 'Executive Secretary');

  it.each([
    ['is proposed by name and office', 'Joseph Vella', 'Executive Secretary', ['name', 'office']],
    ['is proposed by the whole name', 'Joseph Vella', 'Director', ['name']],
    [
      'is proposed by initials with the office',
      'J. Vella',
      'Executive Secretary',
      ['name', 'office'],
    ],
    ['is not told by initials alone', 'J. Vella', 'Director', undefined],
    ['is not told by the family name', 'Maria Vella', 'Executive Secretary', undefined],
  ])('%s', async (_, person, office, evidence) => {
    const { merges = [] } = await compare(VELLA, `${appoints(person, office)}\n`);
    const found = merges.find(({ kind }) => kind === 'actor');
    expect(found?.evidence.map(({ same }) => same)).toEqual(evidence);
    expect(found?.take ?? false).toBe(false);
  });

  it('is another one of another state', async () => {
    const record = createSampleRecord([
      { file: 'first.txt', text: VELLA, ...OPTIONS, change: (draft) => ofState(draft, 'MLT') },
    ]);
    const text = `${VELLA}\n`;
    const own = draftDocument(text, languages, { ...OPTIONS, file: 'second.txt' });
    const { merges = [] } = await proposeMerges(ofState(own, 'PER'), text, record);
    expect(merges.filter(({ kind }) => kind === 'actor')).toEqual([]);
  });
});

function ofState(draft: Draft, of: string): Draft {
  const actors = Object.entries(draft.actors).map(([key, actor]) => [
    key,
    actor['kind'] === 'person' ? { ...actor, of } : actor,
  ]);
  return { ...draft, actors: Object.fromEntries(actors) as Draft['actors'] };
}

const RESOLUTION = [
  'Harbour Nations',
  'H/RES/12 (2031)',
  'Resolution 12 (2031)',
  'Adopted by the Harbour Council at its 241st meeting, on 4 May 2031',
  'The Harbour Council,',
  'Recalling its resolution 3 (2027),',
  '1. Requests the Secretary-General to mark the shoals;',
  '2. Decides to remain seized of the matter.',
  '',
].join('\n');

describe('A decision of the record', () => {
  const approves = (number: string): string =>
    note(
      `The ${number} meeting of the Harbour Council was held on 4 May 2031.`,
      'The Harbour Council approved the work plan of the Harbour Office for 2032.',
    );
  const decisions = (draft: Draft): readonly string[] =>
    summarize(draft).filter((line) => line.startsWith('decision'));

  it('is proposed by its title and meeting', async () =>
    expect(decisions(await compare(approves('41st'), `${approves('41st')}\n`))).toEqual([
      'decision work-plan-harbour-office-41-2 work-plan-harbour-office-41 confirmation open',
    ]));

  it('is another one of the same title at another meeting', async () =>
    expect(decisions(await compare(approves('41st'), approves('42nd')))).toEqual([]));

  it('is used at once by its symbol, whatever its id, and so are its paragraphs', async () => {
    const record = createSampleRecord([
      { file: 'first.txt', text: RESOLUTION, ...OPTIONS, change: (draft) => rename(draft) },
    ]);
    const text = `${RESOLUTION}\n`;
    const draft = await draftWithRecord(text, languages, {
      ...OPTIONS,
      file: 'second.txt',
      record,
    });
    expect(decisions(draft)).toEqual([
      'decision shoals = confirmation taken',
      'decision shoals-op-1 = confirmation taken',
      'decision shoals-op-2 = confirmation taken',
    ]);
    const ids = draft.facts.flatMap(({ fields }) => fields['decision'] ?? []);
    expect([...new Set(ids)]).toEqual(['shoals', 'shoals-op-1', 'shoals-op-2']);
    expect(draft.facts.flatMap(({ fields }) => fields['partOf'] ?? [])).toEqual([
      'shoals',
      'shoals',
    ]);
  });
});

/** The resolution has another id in the record than the rules make of its symbol. */
function rename(draft: Draft): Draft {
  const text = JSON.stringify(draft).replaceAll('"h-res-12-2031', '"shoals');
  return JSON.parse(text) as Draft;
}

describe('A document of the record', () => {
  it('is told at once by its text, with the ids that the record has', async () => {
    const draft = await compare(DURRES, DURRES);
    expect(summarize(draft)).toEqual(['document first = confirmation taken']);
    expect(draft.source['document']).toBe('first');
    expect(draft.facts.flatMap(({ fields }) => fields['incident'] ?? [])).toEqual([
      'attack-durres-2031',
    ]);
    expect(formatDraft(draft, DURRES)).toContain('# The record has this document as `first`');
  });

  it('is a version of the one with its symbol, under an id of its own', async () => {
    const draft = await compare(RESOLUTION, `${RESOLUTION}\n`);
    expect(summarize(draft)[0]).toBe(
      'document h-res-12-2031-text-2 h-res-12-2031-text version taken',
    );
  });

  it('may be the text of a meeting in another language', async () => {
    const french = [
      'Communiqué de presse de la 41e réunion du Conseil des Ports',
      "La 41e réunion du Conseil des Ports s'est tenue à La Valette (Malte) le 4 mai 2031.",
      '',
    ].join('\n');
    const record = createSampleRecord([
      { file: 'first.txt', text: HELD, ...OPTIONS, change: (draft) => ofType(draft) },
    ]);
    const own = ofType(draftDocument(french, languages, { ...OPTIONS, file: 'second.txt' }));
    const draft = await proposeMerges(own, french, record);
    expect(summarize(draft)).toContain('document second first version open');
  });

  it('gets another id if it only has the name of one', async () => {
    const draft = await compare(HELD, attack('attack on the old pier in Durres on 3 March 2031'));
    const renamed = await proposeMerges(
      { ...draft, source: { ...draft.source, document: 'first' } },
      DURRES,
      createSampleRecord([{ file: 'first.txt', text: HELD, ...OPTIONS }]),
    );
    expect(renamed.source['document']).toBe('first-2');
  });
});

const ofType = (draft: Draft): Draft => ({
  ...draft,
  source: { ...draft.source, docType: 'press-release' },
});

describe('A draft with proposals', () => {
  it('is a submission that has the known ids once they are taken', async () => {
    const text = `${DURRES}\n`;
    const draft = await compare(DURRES, text);
    const taken = { ...draft, merges: draft.merges?.map((one) => ({ ...one, take: true })) ?? [] };
    expect([submitDraft(draft, text).problems, submitDraft(taken, text).problems]).toEqual([
      [],
      [],
    ]);
    const ids = (one: Draft): readonly unknown[] =>
      submitDraft(one, text).facts.flatMap((fact) => Reflect.get(fact, 'incident') ?? []);
    expect([ids(draft), ids(taken)]).toEqual([['attack-durres-2031-2'], ['attack-durres-2031']]);
  });

  it('has none without a record', async () => {
    const options = { ...OPTIONS, file: 'second.txt', record: undefined };
    expect(await draftWithRecord(HELD, languages, options)).not.toHaveProperty('merges');
  });
});
