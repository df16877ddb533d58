/** A text becomes a draft, and the draft is recorded: on the command line, on a running record. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseSubmission, type Submission } from '@rapporteur/drafting';
import { describeWhen, usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from './testing/command-line.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

/** A row of a query. */
interface AnsweredRow {
  readonly decision: string;
  readonly paragraph: string;
  readonly event: string;
  readonly events: readonly string[];
  readonly due?: { readonly edtf: string };
}

interface AnsweredFact {
  readonly type: string;
  readonly event: string;
  readonly documents: readonly string[];
  readonly data: {
    readonly assertion: {
      readonly paragraph: string | null;
      readonly passages: readonly {
        readonly document: string;
        readonly start: number;
        readonly end: number;
      }[];
    };
  };
}

/** A document of the corpus, as its mark-up tells of it. */
interface CorpusText {
  readonly symbol: string;
  readonly file: string;
  readonly paragraphs: readonly {
    readonly part: 'operative' | 'preamble';
    readonly num: string | null;
    readonly verb: string | null;
    readonly cites: readonly string[];
  }[];
}

const texts = process.env['RAPPORTEUR_TEXTS'];
const corpus = texts === undefined ? undefined : resolve(texts, '../corpus/unsc/text');
const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;
let folder = '';

const RESOLUTION = `Harbour Nations
H/RES/12 (2031)
Harbour Council
4 May 2031
Resolution 12 (2031)
Adopted by the Harbour Council at its 241st meeting, on 4 May 2031
The Harbour Council,
Recalling its resolutions 3 (2027) and 7 (2029),
1. Decides to extend until 30 June 2032 the mandate of the Pier Mission, as set out in resolution 7 (2029);
2. Requests the Secretary-General to report to the Council within 60 days of the adoption of this resolution;
3. Decides to remain seized of the matter.
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drafts-'));
  rapporteur = await startInProcess(postgres.url, undefined);
}, 60_000);
afterAll(async () => {
  await rapporteur?.close();
  await rm(folder, { recursive: true, force: true });
});

const run = (...words: readonly string[]) =>
  runCommandLine(rapporteur?.url ?? '', words, { folder });

/** Returns the rows of a query. */
async function list<T>(query: string, ...flags: readonly string[]): Promise<readonly T[]> {
  const { out, err } = await run('query', query, '--collections', 'un', ...flags, '--json');
  if (out === '') throw new Error(err);
  return (JSON.parse(out) as { readonly data: readonly T[] }).data;
}

const toId = (symbol: string): string => `unscr-${/\d+/.exec(symbol)?.[0]}`;
const rootOf = (decision: string): string => decision.replace(/-op-.*$/, '');

/** Returns the paragraphs of a document with what they cite. Headings have neither number nor verb. */
function listParagraphs({ symbol, paragraphs }: CorpusText): Map<string, readonly string[]> {
  let preambular = 0;
  const numbered = paragraphs.flatMap(({ part, num, verb, cites }) => {
    if (part === 'operative' && num === null && verb === null) return [];
    if (part === 'preamble') preambular += 1;
    const operative = num === null ? 1 : parseInt(num, 10);
    const name = part === 'preamble' ? `preamble ${preambular}` : `op. ${operative}`;
    return [[`${toId(symbol)} ${name}`, cites] as const];
  });
  return new Map(numbered);
}

describe('A draft', () => {
  it('is recorded as it is, and its paragraphs answer queries', async () => {
    await writeFile(join(folder, 'harbour-12.txt'), RESOLUTION);
    const drafted = await run('draft', 'harbour-12.txt', '--collection', 'harbours');
    expect(drafted.err).toBe('');
    expect(drafted.out).toContain('harbour-12.txt: 6 facts, 0 sentences not placed');
    const submitted = await run('submit', 'harbour-12.draft.yaml', '--wait', '30');
    expect(submitted.exitCode, submitted.err).toBe(0);

    const due = await run('query', 'decisions', '--due', '2031-07', '--json');
    expect(due.out, due.err).toContain('"h-res-12-2031-op-2"');
    const cited = await run('query', 'citations', '--cited', 'h-res-7-2029', '--json');
    expect(cited.out, cited.err).toContain('"op. 1"');
    const paragraph = await run('query', 'decision', 'H/RES/12 (2031), para. 2');
    expect(paragraph.out, paragraph.err).toContain('Secretary-General');
  });

  it('knows the bodies of the record the next time, and does not open the collection again', async () => {
    const { out } = await run('draft', 'harbour-12.txt', '--collection', 'harbours', '--out', '-');
    expect(out).toContain('collection: harbours\n');
    expect(out).toMatch(/body: harbour-council\n\s+name: Harbour Council\n\s+kind: organ/);
  });
});

const note = (day: string, more = ''): string =>
  `Press release on the 41st meeting of the Harbour Board
The 41st meeting of the Harbour Board was held in Valletta, Malta, on ${day} May 2031.
The Harbour Board condemned the attack on the old pier in Durres on 3 March 2031.
${more}`;

describe('A draft of what the record has already', () => {
  it('uses the known meeting, shows its conflict, and proposes the known incident', async () => {
    await writeFile(join(folder, 'first.txt'), note('4'));
    await writeFile(join(folder, 'second.txt'), note('5', 'Delegations of Malta took part.'));
    await run('draft', 'first.txt', '--collection', 'harbours');
    const first = await run('submit', 'first.draft.yaml', '--wait', '30');
    expect(first.exitCode, first.err).toBe(0);

    const { out, err } = await run('draft', 'second.txt', '--collection', 'harbours');
    expect(err).toBe('');
    expect(out).toContain('The record has this meeting as `harbour-board-41`');
    expect(out).toContain('occurredOn is 2031-05-05 here and 2031-05-04 there (first).');
    expect(out).toContain('The record may have this incident as `attack-durres-2031`');
    const yaml = await readFile(join(folder, 'second.draft.yaml'), 'utf8');
    expect(yaml).toContain('incident: attack-durres-2031-2');

    await writeFile(
      join(folder, 'second.draft.yaml'),
      yaml.replaceAll('take: false', 'take: true'),
    );
    const second = await run('submit', 'second.draft.yaml', '--wait', '30');
    expect(second.exitCode, second.err).toBe(0);
    const incidents = await run('query', 'incidents', '--collections', 'harbours', '--csv');
    expect(incidents.out.match(/attack-durres-2031(?:-2)?,/g)).toEqual(['attack-durres-2031,']);
    const conflicts = await run('query', 'conflicts', '--collections', 'harbours', '--csv');
    expect(conflicts.out).toContain('on 5 May 2031.; The Harbour Board held its 41st meeting');
  });

  it('is told at once if the record has the text', async () => {
    const { out } = await run('draft', 'first.txt', '--collection', 'harbours');
    expect(out).toContain('The record has this document as `first` (the same text).');
    const again = await run('submit', 'first.draft.yaml', '--dry-run');
    expect(again.exitCode, again.err).toBe(0);
  });
});

describeWhen(
  corpus !== undefined && existsSync(corpus),
  'RAPPORTEUR_TEXTS names no folder beside a corpus of published documents',
)('Drafts of a year of published resolutions', () => {
  let drafted: readonly Submission['facts'][number][] = [];
  let published: readonly CorpusText[] = [];
  let facts: readonly AnsweredFact[] = [];

  beforeAll(async () => {
    published = JSON.parse(
      readFileSync(join(corpus ?? '', '../truth.json'), 'utf8'),
    ) as readonly CorpusText[];
    const made = await run('draft', corpus ?? '', '--collection', 'un', '--out', 'drafts');
    if (made.exitCode !== 0) throw new Error(made.err);
    const files = readdirSync(join(folder, 'drafts')).map((name) => join('drafts', name));
    const submitted = await run('submit', ...files.toSorted(), '--wait', '30');
    if (submitted.exitCode !== 0) throw new Error(submitted.err);
    drafted = files.flatMap((name) => {
      const parsed = parseSubmission(readFileSync(join(folder, name), 'utf8'));
      return parsed.ok ? parsed.submission.facts : [];
    });
    facts = await list<AnsweredFact>('facts', '--no-sources');
  }, 600_000);

  /** Returns the words at the passage of a fact. */
  function readWords({ data: { assertion } }: AnsweredFact): string {
    const [passage] = assertion.passages;
    const text = published.find(({ symbol }) => passage?.document === `${toId(symbol)}-text`);
    const characters = [...readFileSync(join(corpus ?? '', text?.file ?? ''), 'utf8')];
    return characters.slice(passage?.start, passage?.end).join('');
  }

  it('are recorded: each resolution, and each of its paragraphs', async () => {
    const resolutions = await list<AnsweredRow>('decisions', '--kind', 'resolution');
    const symbols = published.map(({ symbol }) => toId(symbol));
    expect(symbols).toHaveLength(54);
    expect(resolutions.map(({ decision }) => decision).toSorted()).toEqual(symbols.toSorted());
    const types = new Set(drafted.map(({ type }) => type));
    const stated = facts.filter(({ type }) => types.has(type));
    expect(stated).toHaveLength(drafted.length);

    const recorded = stated.flatMap(({ documents, data }) => {
      const { paragraph } = data.assertion;
      return paragraph === null ? [] : [`${documents[0]?.replace('-text', '')} ${paragraph}`];
    });
    const expected = published.flatMap((text) => [...listParagraphs(text).keys()]);
    expect(expected).toHaveLength(1546);
    expect(new Set(recorded)).toEqual(new Set(expected));
  });

  it('tell what cites a resolution that is not recorded, down to the words', async () => {
    const citing = await list<AnsweredRow>('citations', '--cited', 'unscr-1325');
    const expected = published.flatMap((text) =>
      [...listParagraphs(text)].flatMap(([paragraph, cites]) =>
        cites.some((cited) => cited.startsWith('S/RES/1325(')) ? [paragraph] : [],
      ),
    );
    const found = citing.map(({ decision, paragraph }) => `${rootOf(decision)} ${paragraph}`);
    expect(expected.length).toBeGreaterThan(10);
    expect(new Set(found)).toEqual(new Set(expected));
    for (const { event } of citing)
      expect(facts.filter((fact) => fact.event === event).map(readWords)).toEqual([
        expect.stringContaining('1325 (2000)'),
      ]);
  });

  it('tell what is due in the next year, down to the words', async () => {
    const due = await list<AnsweredRow>('decisions', '--due', '2023');
    const expected = drafted.flatMap(({ fields }) => {
      const edtf = (fields['dueOn'] as { readonly edtf?: string } | undefined)?.edtf;
      return edtf?.startsWith('2023') === true ? [edtf] : [];
    });
    expect(expected.length).toBeGreaterThan(50);
    expect(due.map(({ due: day }) => day?.edtf ?? '').toSorted()).toEqual(expected.toSorted());

    const [event] = due.find(({ decision }) => decision === 'unscr-2620-op-2-c')?.events ?? [];
    const words = facts.filter((fact) => fact.event === event).map(readWords);
    expect(words).toEqual([expect.stringMatching(/final report by 13 January 2023$/)]);
    const page = await run('query', 'decision', 'S/RES/2645 (2022), para. 10');
    expect(page.out, page.err).toContain('Due on 15 October 2022');
  });
});
