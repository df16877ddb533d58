/** A text becomes a draft, and the draft is recorded: on the command line, on a running record. */
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describeWhen, usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from './testing/command-line.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

/** Drafts of all texts would record the whole year, which takes minutes. */
const TEXTS_MAX = 8;

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
)('Drafts of published resolutions', () => {
  it('are recorded by rule', async () => {
    await mkdir(join(folder, 'texts'));
    for (const name of readdirSync(corpus ?? '').slice(0, TEXTS_MAX))
      await copyFile(join(corpus ?? '', name), join(folder, 'texts', name));
    const drafted = await run('draft', 'texts', '--collection', 'un', '--out', 'drafts');
    expect(drafted.exitCode, drafted.err).toBe(0);
    const drafts = readdirSync(join(folder, 'drafts')).map((name) => join('drafts', name));
    expect(drafts).toHaveLength(TEXTS_MAX);

    const submitted = await run('submit', ...drafts.toSorted(), '--wait', '30');
    expect(submitted.exitCode, submitted.err).toBe(0);
    const due = await run('query', 'decisions', '--collections', 'un', '--due', '2022', '--csv');
    expect(due.out.split('\n').length, due.err).toBeGreaterThan(3);
    const citing = await run('query', 'citations', '--cited', 'unscr-1325', '--csv');
    expect(citing.out.split('\n').length, citing.err).toBeGreaterThan(3);
  }, 120_000);
});
