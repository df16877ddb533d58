/** Five published resolutions, recorded by hand: the facts in our words, the passages by hash. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseParagraph } from '@rapporteur/contracts';
import { anchorSubmission, formatProblem, parseSubmission } from '@rapporteur/drafting';
import { describeWhen, usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from './testing/command-line.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

const FILES = fileURLToPath(new URL('resolutions/', import.meta.url));
const MANDATE = 'unscr-2645';
const SANCTIONS = 'unscr-2664';
const CONGO = 'unscr-2641';
const MIGRANTS = 'unscr-2652';
const SOMALIA = 'unscr-2661';

const texts = process.env['RAPPORTEUR_TEXTS'];
const corpus = texts === undefined ? undefined : join(texts, '../corpus/unsc');
const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;

const readFile = (name: string): string => readFileSync(join(FILES, `${name}.yaml`), 'utf8');

beforeAll(async () => {
  rapporteur = await startInProcess(postgres.url, undefined);
  for (const name of [MANDATE, SANCTIONS, CONGO, MIGRANTS, SOMALIA, 'answer']) {
    const { exitCode, err } = await runCli(['submit', `${name}.yaml`, '--wait', '30']);
    if (exitCode !== 0) throw new Error(err);
  }
}, 60_000);
afterAll(() => rapporteur?.close());

const runCli = (words: readonly string[]) =>
  runCommandLine(rapporteur?.url ?? '', words, { folder: FILES });

async function get(path: string): Promise<unknown> {
  const response = await fetch(`${rapporteur?.url}/v1/collections/council/${path}`);
  const body = (await response.json()) as { readonly data: unknown };
  expect(response.status, JSON.stringify(body)).toBe(200);
  return body.data;
}

const listDecisions = async (parameters: string): Promise<readonly string[]> => {
  const rows = (await get(`decisions?${parameters}`)) as readonly { readonly decision: string }[];
  return rows.map(({ decision }) => decision);
};

interface FactAnswer {
  readonly type: string;
  readonly dateOf: string;
  readonly data: {
    readonly verbAsWritten: string | null;
    readonly decision: string;
    readonly assertion: { readonly paragraph: string | null };
  };
}

const listFacts = (parameters: string) =>
  get(`facts?limit=1000&${parameters}`) as Promise<readonly FactAnswer[]>;

describe('A recorded resolution', () => {
  it.each([
    ['due=2022-10', [`${MANDATE}-op-10`, `${MANDATE}-op-3-b`]],
    ['due=2023-09', [`${SANCTIONS}-op-7`]],
    ['due=2023-07/2023-12', [`${SANCTIONS}-op-7`, `${SANCTIONS}-op-5`, `${MIGRANTS}-op-3-b`]],
    ['ends=2023', [`${MANDATE}-op-1`, `${CONGO}-op-1`, `${CONGO}-op-8`, `${MIGRANTS}-op-2`]],
    ['ends=2022-11', [`${SOMALIA}-op-1`]],
    ['ends=2024', [`${SANCTIONS}-op-2`]],
    ['effect=eases', [`${SANCTIONS}-op-1`, `${SANCTIONS}-op-2`, `${CONGO}-op-5`]],
    ['measure=arms-embargo', [`${CONGO}-op-1`, `${CONGO}-op-4`, `${CONGO}-op-5`]],
    ['measure=travel-ban&effect=extends', [`${CONGO}-op-1`]],
    ['affects=congo-listed', [`${CONGO}-op-1`, `${CONGO}-op-2`, `${CONGO}-op-3`]],
    ['affects=COD,congo-armed-groups', [`${CONGO}-op-4`, `${CONGO}-op-5`]],
    ['strength=asked&due=2022', [`${MANDATE}-op-10`, `${MANDATE}-op-3-b`, `${CONGO}-op-9-b`]],
    [
      'status=open&due=2022&asOf=2022-10-13',
      [`${MANDATE}-op-10`, `${MANDATE}-op-3-b`, `${CONGO}-op-9-b`],
    ],
    ['status=overdue&asOf=2022-10-16', []],
    ['status=overdue&asOf=2022-10-18', [`${MANDATE}-op-3-b`]],
    ['status=done&asOf=2022-10-16', [`${MANDATE}-op-10`]],
  ])('has its requests and mandates in the tracker: %s', async (parameters, expected) => {
    expect((await listDecisions(parameters)).toSorted()).toEqual(expected.toSorted());
  });

  it('names the document that answers a request', async () => {
    expect(await get(`decisions/${MANDATE}-op-10?asOf=2022-10-16`)).toMatchObject({
      status: { status: 'done', rule: 'reported' },
      statuses: [{ status: 'done', heldAsOf: { edtf: '2022-10-14' } }],
    });
    const [answer] = await listFacts(`decision=${MANDATE}-op-10&type=DecisionStatusReported`);
    expect(answer).toMatchObject({ documents: ['report-on-police'] });
  });

  it('answers the command line: decisions --due', async () => {
    const { out } = await runCli(['query', 'decisions', '--due', '2023-09', '--json']);
    expect(out).toContain(`"${SANCTIONS}-op-7"`);
    expect(out).not.toContain(`"${SANCTIONS}-op-5"`);
  });

  it('shows what cites a resolution that is not recorded', async () => {
    const cited = (await get('citations?cited=unscr-1267')) as readonly object[];
    expect(cited).toMatchObject([
      { decision: SANCTIONS, paragraph: 'op. 2', relation: 'recalls' },
      { decision: SANCTIONS, paragraph: 'op. 5', relation: 'recalls' },
    ]);
    expect(await get('citations?cited=unscr-2476&relation=extends')).toMatchObject([
      { decision: MANDATE, paragraph: 'op. 1' },
    ]);
    expect(await get('citations?cited=unscr-2653')).toMatchObject([{ relation: 'supersedes' }]);
  });

  it('condemns in a paragraph that names it, on its day', async () => {
    const address = 'S/RES/2652 (2022), para. 1';
    const facts = await listFacts(`paragraph=${encodeURIComponent(address)}`);
    expect(facts).toMatchObject([
      { type: 'IncidentCondemned', dateOf: 'decision', data: { decision: MIGRANTS } },
    ]);
    expect(await get(`decisions/${MIGRANTS}`)).toMatchObject({
      condemnations: [{ data: { strength: 'condemned', target: { class: 'migrant-smuggling' } } }],
    });
    const { out, err } = await runCli(['query', 'decision', MIGRANTS]);
    expect(out, err).toMatch(/CONDEMNED\n.*condemned .*all migrant smuggling/);
    const table = (await get('condemnations')) as { readonly targets: readonly object[] };
    expect(JSON.stringify(table)).toContain(`"decision":"${MIGRANTS}"`);
  });

  it('says which sanctions a paragraph is about, and on whom', async () => {
    const [extended] = await listFacts(`decision=${CONGO}-op-1&type=DecisionAdopted`);
    expect(extended).toMatchObject({
      sentence: expect.stringMatching(
        /extending an arms embargo, a travel ban and an asset freeze on individuals and entities of the Congo Sanctions Committee, until 1 July 2023/,
      ) as string,
    });
    const listed = await get('facts?limit=100&q=bombs');
    expect(listed).toMatchObject([{ data: { effect: 'changes' } }]);
  });

  it('gives its day to its paragraphs', async () => {
    const facts = await listFacts(`decision=${SANCTIONS}&from=2022-12-09&to=2022-12-09`);
    const paragraphs = facts.filter(({ data }) => data.assertion.paragraph !== null);
    expect(paragraphs.length).toBeGreaterThanOrEqual(20);
    expect(new Set(paragraphs.map(({ dateOf }) => dateOf))).toEqual(new Set(['decision']));
  });
});

describe('The address of a paragraph', () => {
  it.each([
    ['S/RES/2664 (2022), para. 3', `${SANCTIONS}-op-3`, 'op. 3'],
    ['s/res/2664(2022), paragraph 3', `${SANCTIONS}-op-3`, 'op. 3'],
    [`${SANCTIONS}, op. 7`, `${SANCTIONS}-op-7`, 'op. 7'],
    ['S/RES/2645 (2022), preamble 5', MANDATE, 'preamble 5'],
  ])('leads to its fact: %s', async (address, decision, paragraph) => {
    const facts = await listFacts(`paragraph=${encodeURIComponent(address)}`);
    expect(facts.map(({ data }) => [data.decision, data.assertion.paragraph])).toEqual([
      [decision, paragraph],
    ]);
    const { out, err } = await runCli(['query', 'facts', '--paragraph', address, '--json']);
    expect(out, err).toContain(`"paragraph": "${paragraph}"`);
  });

  it('leads to each fact of a paragraph that asks twice', async () => {
    const facts = await listFacts(`paragraph=${encodeURIComponent('S/RES/2664 (2022), para. 5')}`);
    expect(facts.map(({ data }) => data.decision).toSorted()).toEqual([
      `${SANCTIONS}-op-5`,
      `${SANCTIONS}-op-5-b`,
    ]);
  });

  it('leads to the page of the paragraph, and a symbol to that of the resolution', async () => {
    const address = 'S/RES/2664 (2022), para. 3';
    expect(await get(`decisions/${encodeURIComponent(address)}`)).toMatchObject({
      decision: `${SANCTIONS}-op-3`,
      partOf: SANCTIONS,
      verbAsWritten: 'Requests',
    });
    const { out, err } = await runCli(['query', 'decision', address]);
    expect(out, err).toContain('providers keep gain of listed persons as small as they can');
    expect(await get(`decisions/${encodeURIComponent('S/RES/2645 (2022)')}`)).toMatchObject({
      decision: MANDATE,
    });
  });

  it('is unknown without a fact', async () => {
    const { exitCode, err } = await runCli(['query', 'facts', '--paragraph', `${MANDATE}, op. 99`]);
    expect(exitCode).not.toBe(0);
    expect(err).toContain(`${MANDATE}, op. 99`);
  });
});

describeWhen(
  corpus !== undefined && existsSync(corpus),
  'RAPPORTEUR_TEXTS names no folder beside a corpus of published documents',
)('The published text', () => {
  interface PublishedText {
    readonly symbol: string;
    readonly file: string;
    readonly paragraphs: readonly {
      readonly part: 'operative' | 'preamble';
      readonly num: string | null;
      readonly verb: string;
      readonly cites: readonly string[];
    }[];
  }
  const findTruth = (symbol: string): PublishedText => {
    const all = JSON.parse(readFileSync(join(corpus ?? '', 'truth.json'), 'utf8')) as
      | readonly PublishedText[]
      | undefined;
    const found = all?.find((one) => one.symbol === symbol);
    if (found === undefined) throw new Error(`The corpus has no ${symbol}.`);
    return found;
  };

  it.each([
    [MANDATE, 'S/RES/2645 (2022)'],
    [SANCTIONS, 'S/RES/2664 (2022)'],
    [CONGO, 'S/RES/2641 (2022)'],
    [MIGRANTS, 'S/RES/2652 (2022)'],
    [SOMALIA, 'S/RES/2661 (2022)'],
  ])('has the paragraphs of %s, each with its verb and citations', async (decision, symbol) => {
    const facts = await listFacts(`document=${decision}-text`);
    const recorded = new Map<string, FactAnswer>();
    for (const fact of facts.toReversed()) {
      const { paragraph } = fact.data.assertion;
      if (paragraph !== null && fact.data.verbAsWritten !== null) recorded.set(paragraph, fact);
    }
    let preambular = 0;
    const published = findTruth(symbol).paragraphs.map(({ part, num, verb }) => {
      if (part === 'preamble') preambular += 1;
      return [
        part === 'preamble' ? `preamble ${preambular}` : `op. ${parseInt(num ?? '', 10)}`,
        verb,
      ];
    });
    const found = [...recorded].map(([paragraph, { data }]) => [paragraph, data.verbAsWritten]);
    expect(new Map(found as [string, string][])).toEqual(new Map(published as [string, string][]));
    expect(found.every(([paragraph]) => parseParagraph(paragraph ?? '') !== null)).toBe(true);

    const cites = (await get(`citations?decision=${decision}`)) as readonly { cited: string }[];
    const numbers = new Set(cites.map(({ cited }) => /^unscr-(\d+)$/.exec(cited)?.[1]));
    const expected = findTruth(symbol).paragraphs.flatMap((one) => one.cites);
    for (const cited of expected) expect(numbers).toContain(/\/(\d+)\(/.exec(cited)?.[1]);
  });

  it.each([MANDATE, SANCTIONS, CONGO, MIGRANTS, SOMALIA])(
    'has the words of %s at their offsets, and they are not here',
    (name) => {
      const folder = join(corpus ?? '', 'text');
      const all = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
      const parsed = parseSubmission(readFile(name));
      if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
      const number = name.replace('unscr-', '');
      const text = all.find((one) => one.includes(`\nResolution ${number} (2022)`)) ?? '';
      const anchored = anchorSubmission(parsed.submission, () => text);
      expect(anchored.ok ? [] : anchored.problems.map(formatProblem)).toEqual([]);

      const written = readFile(name).toLowerCase();
      const sentences = text.split(/[,;.\n]/).map((part) => part.trim().toLowerCase());
      expect(sentences.filter((part) => part.length >= 60 && written.includes(part))).toEqual([]);
    },
  );
});
