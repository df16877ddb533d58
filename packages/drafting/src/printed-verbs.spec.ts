import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findParagraphVerb, getParagraphType, parseParagraphAddress } from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import { parseSubmission } from './parse-submission.ts';
import { writeSampleSubmission } from './testing/sample-submission.ts';

const CODEBOOK = new URL('../../../docs/codebook.md', import.meta.url);
const FREQUENT = 30;

const texts = process.env['RAPPORTEUR_TEXTS'];
const truth = texts === undefined ? undefined : join(texts, '../corpus/unsc/truth.json');
const isHeld = truth !== undefined && existsSync(truth);
const why = isHeld ? '' : ' (skipped: RAPPORTEUR_TEXTS names no folder beside a corpus)';

interface CodedVerb {
  readonly printed: string;
  readonly type: string;
  readonly verb: string;
}

/** Returns each printed form of the table of the codebook, with its type and verb. */
function readCodebook(): readonly CodedVerb[] {
  const section = readFileSync(CODEBOOK, 'utf8').split('## Numbered paragraphs')[1] ?? '';
  const lines = section.slice(section.indexOf('\n| --- |') + 1).split('\n');
  const rows = lines.slice(1, lines.indexOf(''));
  return rows.flatMap((line) => {
    const [forms = '', type = '', verb = ''] = line.slice(2).split(' | ');
    return forms.split(', ').map((printed) => ({ printed, type, verb: verb.replaceAll('`', '') }));
  });
}

/** The fields that the types require. */
const REQUIRED =
  ', decision: pier, kind: resolution, subject: the pier, topic: piers, summary: On the pier' +
  ', condemner: council, target: { class: terrorist-acts }';

/** Returns what a submission makes of a paragraph with a verb as printed, and no type. */
function draft(printed: string, paragraph: string) {
  const written = `{ verb: '${printed}', paragraph: ${paragraph}, quote: x }`;
  const parsed = parseSubmission(writeSampleSubmission({ facts: [written], defaults: REQUIRED }));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const [fact] = parsed.submission.facts;
  const { verb, strength, verbAsWritten } = fact?.fields ?? {};
  return { type: fact?.type, verb: verb ?? strength, verbAsWritten };
}

const coded = readCodebook();

describe('A leading verb of the codebook', () => {
  it('is one of thirty or more rules', () => {
    expect(new Set(coded.map(({ verb }) => verb)).size).toBeGreaterThanOrEqual(FREQUENT);
  });

  it.each(coded)('gives the type and verb of its rule: $printed', ({ printed, type, verb }) => {
    const [operative = '', preamble = operative] = type.split('; in a preamble ');
    const written = { verb, verbAsWritten: printed };
    expect(draft(printed, 'op. 1')).toEqual({ type: operative, ...written });
    expect(draft(printed, 'preamble 1')).toEqual({ type: preamble, ...written });
  });

  it.each([
    ['Further decides', 'decided'],
    ['Once again strongly urges', 'urged'],
    ['Expressing deep concern', 'expressed'],
    ['Calls for', 'called-for'],
    ['Strongly condemns', 'strongly-condemned'],
  ])('may have an adverb, or words after it: %s', (printed, verb) => {
    expect(draft(printed, 'op. 1')).toMatchObject({ verb, verbAsWritten: printed });
  });

  it('leaves a type that is given, and needs one without a paragraph', () => {
    const parse = (fact: string) =>
      parseSubmission(writeSampleSubmission({ facts: [fact], defaults: REQUIRED }));
    const given = parse('{ type: DraftEndorsed, name: x, verb: Decides, quote: x }');
    expect(given.ok && given.submission.facts).toMatchObject([
      { type: 'DraftEndorsed', fields: { verb: 'decided', verbAsWritten: 'Decides' } },
    ]);
    const problems = parse('{ verb: Decides, quote: x }');
    expect(problems.ok ? [] : problems.problems.map(({ code }) => code)).toEqual([
      'DRAFTING_TYPE_UNKNOWN',
    ]);
  });
});

describe('The address of a paragraph', () => {
  it.each([
    ['S/RES/2664 (2022), para. 3', 'S/RES/2664 (2022)', 'operative', '3'],
    ['Charter of the Pier, op. 3 (a)', 'Charter of the Pier', 'operative', '3a'],
    ['r-7, preamble 2', 'r-7', 'preamble', '2'],
    ['r-7, paragraph 12', 'r-7', 'operative', '12'],
    ['H/RES/7 (2031), annex A, para. 3', 'H/RES/7 (2031)', 'annex', 'annex a.3'],
    ['r-7, Appendix, 2 (b)', 'r-7', 'annex', 'appendix.2b'],
  ])('%s', (address, text, part, number) => {
    expect(parseParagraphAddress(address)).toEqual({ text, paragraph: { part, number } });
  });

  it.each(['r-7', 'Act on peace, order and law', 'r-7, annex'])('is not %s', (other) => {
    expect(parseParagraphAddress(other)).toBeNull();
  });
});

describe.skipIf(!isHeld)(`Published resolutions${why}`, () => {
  interface Paragraph {
    readonly part: 'operative' | 'preamble';
    readonly verb: string | null;
  }

  it.each(['operative', 'preamble'] as const)(
    'have no frequent verb in a paragraph (%s) that the codebook lacks',
    (part) => {
      const all = JSON.parse(readFileSync(truth ?? '', 'utf8')) as readonly {
        readonly paragraphs: readonly Paragraph[];
      }[];
      const verbs = all.flatMap(({ paragraphs }) =>
        paragraphs.flatMap((paragraph) => (paragraph.part === part ? (paragraph.verb ?? []) : [])),
      );
      const counted = [...Map.groupBy(verbs, (verb) => verb)].map(
        ([verb, { length }]) => [verb, length] as const,
      );
      const frequent = counted.toSorted((one, other) => other[1] - one[1]).slice(0, FREQUENT);
      const unknown = frequent.filter(([verb]) => {
        const rule = findParagraphVerb(verb);
        return (
          rule === undefined ||
          draft(verb, `${part === 'preamble' ? 'preamble' : 'op.'} 1`).type !==
            getParagraphType(rule, part)
        );
      });
      expect(unknown).toEqual([]);
    },
  );
});
