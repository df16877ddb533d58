import { COMMANDS, hashCommand, type Passage } from '@rapporteur/contracts';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorSubmission } from './anchor-submission.ts';
import { parseCommandFile, type ParsedCommandFile } from './parse-command-file.ts';
import { parseSubmission } from './parse-submission.ts';
import { formatProblem } from './problem.ts';
import { SourceText } from './source-text.ts';
import { createAnswers } from './testing/record-answers.ts';

/** A fact of the first record, by its passage. */
interface ExamplePassage {
  readonly id: string;
  readonly document: string;
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly modality: string;
}

interface ExampleFact {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>> & {
    readonly assertion?: Readonly<Record<string, unknown>> & {
      readonly passages: readonly Passage[];
    };
  };
}

const EXAMPLES = new URL('../../../examples/', import.meta.url);
const NOTE = 'rats-council-44-note';
const ARTICLE = 'reliable-barrier-article';
const seed = readSeed();

const texts = textsIn(process.env['RAPPORTEUR_TEXTS']);
const note = factsOf(NOTE);
const article = factsOf(ARTICLE);
const facts = [...note, ...article];

/** Returns the passages that people found in both texts before the examples were written. */
function readSeed(): readonly ExamplePassage[] {
  const found: unknown = JSON.parse(
    readFileSync(new URL('testing/seed-passages.json', import.meta.url), 'utf8'),
  );
  return Object.entries(
    found as Readonly<Record<string, readonly Omit<ExamplePassage, 'document'>[]>>,
  ).flatMap(([document, passages]) => passages.map((passage) => ({ ...passage, document })));
}

/** Returns the texts of a folder by their SHA-256; empty if there is no folder. */
function textsIn(folder: string | undefined): ReadonlyMap<string, SourceText> {
  if (folder === undefined || !existsSync(folder)) return new Map();
  const files = readdirSync(folder).map((name) => join(folder, name));
  const read = files
    .filter((path) => statSync(path).isFile())
    .map((path) => new SourceText(readFileSync(path, 'utf8')));
  return new Map(read.map((text) => [text.sha256, text]));
}

function readExample(name: string): string {
  return readFileSync(new URL(`${name}.yaml`, EXAMPLES), 'utf8');
}

function submissionOf(name: string) {
  const parsed = parseSubmission(readExample(name));
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed.submission;
}

/** Returns the facts that a submission records, with all fields. */
function factsOf(name: string): readonly ExampleFact[] {
  const anchored = anchorSubmission(submissionOf(name), () => undefined);
  if (!anchored.ok) throw new Error(anchored.problems.map(formatProblem).join('\n'));
  const { name: command, body } = anchored.command;
  const parsed = COMMANDS.get(command)?.parse(body);
  if (parsed?.ok !== true || parsed.command.kind !== 'facts')
    throw new Error(`The submission ${name} must give a valid command.`);
  return parsed.command.facts.filter(({ data }) => 'assertion' in data);
}

function passagesOf({ data }: ExampleFact): readonly Passage[] {
  return data.assertion?.passages ?? [];
}

const isAt =
  ({ document, start, end }: Pick<ExamplePassage, 'document' | 'start' | 'end'>) =>
  (passage: Passage): boolean =>
    passage.document === document && passage.start === start && passage.end === end;

function idsOf(fact: ExampleFact): readonly string[] {
  return passagesOf(fact).flatMap((passage) => seed.find((one) => isAt(one)(passage))?.id ?? '?');
}

const idsOfAll = (some: readonly ExampleFact[]): readonly string[] =>
  [...new Set(some.flatMap(idsOf))].toSorted();

/** Returns all values in the data that have a basis and a rule. */
function valuesWithBasis(value: unknown): readonly { basis: string; rule: string | null }[] {
  if (Array.isArray(value)) return value.flatMap(valuesWithBasis);
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'basis' in value && 'rule' in value ? [value as { basis: string; rule: string | null }] : [];
  return [...own, ...Object.values(value).flatMap(valuesWithBasis)];
}

const withBasis = (basis: string, rule: string | null): readonly string[] =>
  idsOfAll(
    facts.filter(({ data }) =>
      valuesWithBasis(data).some((one) => one.basis === basis && one.rule === rule),
    ),
  );

describe('The first record', () => {
  // The hash of a command is the id of its events: both files record what they have always recorded.
  it.each([
    [NOTE, 'a2820d1c19b8497906f00d659bf212e8410c9585a2a7a8ab57a5e29cd8ae3cd4'],
    [ARTICLE, 'c21b12f403594193c814bf77b17584f20332086c8ab5a81957c9239bdae1b125'],
  ])('is the same command in any form of %s', (name, hash) => {
    const anchored = anchorSubmission(submissionOf(name), () => undefined);
    if (!anchored.ok) throw new Error(anchored.problems.map(formatProblem).join('\n'));
    expect(hashCommand(anchored.command.name, anchored.command.body)).toBe(hash);
  });

  it('has each of the 122 expected passages, with the expected type', () => {
    const missing = seed.filter(
      (one) => !facts.some((fact) => fact.type === one.type && passagesOf(fact).some(isAt(one))),
    );
    expect(missing.map(({ id }) => id)).toEqual([]);
    expect(seed).toHaveLength(122);
  });

  it('has no other passage, and each only once unless one sentence names two offices', () => {
    const ids = facts.flatMap(idsOf);
    expect(ids).not.toContain('?');
    expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual(['B17']);
    expect([note.length, article.length]).toEqual([60, 62]);
  });

  it('records an announcement that is stated twice as one fact with two passages', () => {
    expect(facts.filter((fact) => passagesOf(fact).length > 1).map(idsOf)).toEqual([
      ['B04', 'B59'],
    ]);
  });

  it('has the expected modality of each fact', () => {
    const others = seed.filter(
      (one) =>
        !facts.some(
          (fact) =>
            passagesOf(fact).some(isAt(one)) && fact.data.assertion?.['modality'] === one.modality,
        ),
    );
    // The headline states a fact that the article attributes.
    expect(others.map(({ id }) => id)).toEqual(['B04']);
  });

  it('has the right speakers: none in the note, the heads of state in the annex, the author in the article', () => {
    const speakers = (some: readonly ExampleFact[]) =>
      new Set(
        some.map(
          ({ data }) => (data.assertion?.['assertedBy'] as { id: string } | null)?.id ?? null,
        ),
      );
    const annexed = note.filter(
      ({ data }) => data.assertion?.['statedIn'] === 'tianjin-declaration',
    );
    expect(idsOfAll(annexed)).toEqual(seed.slice(35, 60).map(({ id }) => id));
    expect(speakers(note.filter((fact) => !annexed.includes(fact)))).toEqual(new Set([null]));
    expect(speakers(annexed.slice(2))).toEqual(new Set(['sco-council-of-heads-of-state']));
    expect(speakers(article)).toEqual(new Set(['sergey-saenko']));
  });

  it('gives the basis of all values that are not stated', () => {
    expect(withBasis('derived', 'next-is-last-plus-one')).toEqual(['A33']);
    expect(withBasis('derived', 'chair-effective-on-meeting-date')).toEqual(['A32']);
    expect(withBasis('context', null)).toEqual(['A41', 'B07', 'B09', 'B10', 'B11', 'B12']);
    expect(withBasis('relative', 'publication-date')).toEqual([
      'B04',
      'B17',
      'B21',
      'B25',
      'B26',
      'B31',
      'B38',
      'B39',
      'B40',
      'B49',
      'B54',
      'B59',
    ]);
    const bases = new Set(
      facts.flatMap(({ data }) => valuesWithBasis(data)).map(({ basis }) => basis),
    );
    expect(bases).toEqual(new Set(['stated', 'context', 'relative', 'derived']));
  });

  it('states no agent if the sentence states none', () => {
    const typesWithAgent = [
      'MeasureTaken',
      'AgreementReached',
      'AwardsConferred',
      'NextMeetingAgreed',
    ];
    const unknown = facts.filter(
      ({ type, data }) =>
        (typesWithAgent.includes(type) ||
          data['kind'] === 'operation' ||
          data['kind'] === 'incident-count') &&
        (data['by'] === null || data['parties'] === null),
    );
    expect(idsOfAll(unknown)).toEqual([
      'A18',
      'A19',
      'A20',
      'A21',
      'A22',
      'A30',
      'A31',
      'A33',
      'B49',
    ]);
  });

  it('has the verbs of the extract', () => {
    const profile = new Map<unknown, number>();
    for (const { type, data } of note.filter(({ data }) => data.assertion?.['statedIn'] !== null)) {
      const verb =
        type === 'IncidentCondemned'
          ? data['strength']
          : type === 'PositionStated'
            ? data['verb']
            : null;
      if (verb !== null) profile.set(verb, (profile.get(verb) ?? 0) + 1);
    }
    expect(Object.fromEntries(profile)).toEqual({
      'strongly-condemned': 1,
      denounced: 2,
      condemned: 1,
      emphasized: 2,
      reaffirmed: 2,
      stated: 4,
      ...Object.fromEntries(
        [
          'underscored',
          'recognized',
          'noted',
          'reiterated',
          'stressed',
          'asserted',
          'called-for',
          'expressed',
        ].map((verb) => [verb, 1]),
      ),
    });
  });

  it('can be corrected in a current value, on evidence', () => {
    const { name, body, problems } = commandOf('correction-programme-2025-2027');
    expect(problems.map(formatProblem)).toEqual([]);
    const corrected = article[Number(/^article\.(\d+)$/.exec(String(body['target']))?.[1])];
    expect(corrected === undefined ? [] : idsOf(corrected)).toEqual(['B26']);
    expect(body['oldValue']).toEqual(corrected?.data['adoptedOn']);
    expect(COMMANDS.get(name)?.parse(body)).toMatchObject({ ok: true });
  });
});

/** Returns the command of a file, for the record of the article. */
function commandOf(name: string): ParsedCommandFile {
  const record = article.map(({ type, data }, n) => ({ id: `article.${n}`, type, data }));
  return parseCommandFile(readExample(name), { answers: createAnswers(record) });
}

describe('The example of a link', () => {
  it('is a valid command about a body that the article registers', () => {
    const { name, body, problems } = commandOf('commands/link-interpol');
    expect(problems.map(formatProblem)).toEqual([]);
    expect(name).toBe('LinkRecords');
    expect(submissionOf(ARTICLE).bodies.map(({ value }) => value)).toContainEqual(
      expect.objectContaining({ body: body['id'] }),
    );
  });
});

const held = [NOTE, ARTICLE].every((name) => texts.has(submissionOf(name).source.sha256 ?? ''));
const why = held
  ? ''
  : ' (skipped: RAPPORTEUR_TEXTS names no folder with the texts of the first record)';

describe.skipIf(!held)(`The words of the first record${why}`, () => {
  it.each([NOTE, ARTICLE])(
    'are in %s at the recorded offsets, with their hashes and lines',
    (name) => {
      const submission = submissionOf(name);
      const anchored = anchorSubmission(submission, ({ sha256 }) => texts.get(sha256 ?? '')?.text);
      expect(anchored.ok ? [] : anchored.problems.map(formatProblem)).toEqual([]);
    },
  );

  it.each([NOTE, ARTICLE, 'correction-programme-2025-2027'])('are not copied into %s', (name) => {
    const example = plain(readExample(name));
    const sentences = [...texts.values()]
      .flatMap(({ text }) => text.split(/(?<=[.!?:])\s+|\n/))
      .map(plain);
    const copied = sentences.filter(
      (sentence) => sentence.length >= 40 && example.includes(sentence),
    );
    expect(copied).toEqual([]);
  });
});

function plain(text: string): string {
  return text
    .replace(/\n\s*#\s/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
