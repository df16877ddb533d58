import { parse } from 'yaml';
import { z } from 'zod';
import { addAdverbs } from './compound-verbs.ts';
import { MARKS } from './marks.ts';

const words = z.array(z.string().min(1));
const wordLists = z.record(z.string(), words);

function writeMarks(form: string): string {
  return form.replace(/\{(date|state|body)\}/g, (_, kind: keyof typeof MARKS) => MARKS[kind]);
}

/** A date pattern, and the part of it or the day of publication that completes it. */
const DatePattern = z.union([
  z.string().transform((pattern) => ({ pattern, part: null, anchor: null })),
  z.strictObject({
    pattern: z.string(),
    part: z
      .enum([
        'first-quarter',
        'second-quarter',
        'third-quarter',
        'fourth-quarter',
        'first-half',
        'second-half',
        'early',
        'middle',
        'late',
        'since',
      ])
      .nullable()
      .default(null),
    anchor: z.enum(['this-year', 'next-year', 'last-month', 'near']).nullable().default(null),
  }),
]);

/** The words of numbered paragraphs, their verbs and deadlines. */
const ResolutionWords = z.strictObject({
  enacting: words,
  adopted: words,
  closings: words,
  votes: wordLists,
  annexes: words,
  adverbs: words,
  particles: wordLists,
  strongest: words,
  openers: words,
  verbs: wordLists,
  asks: wordLists,
  relations: wordLists,
  instruments: wordLists,
  effects: wordLists,
  mandateWords: words,
  measures: wordLists,
  violence: words,
  kinds: wordLists,
  deadlines: words,
  intervals: words,
  periods: words,
});

/** A rule of a language file: a pattern, and the fact that its slots fill. */
const SentenceRule = z.strictObject({
  rule: z.string(),
  type: z.string(),
  patterns: words,
  fields: z.record(z.string(), z.json()).default({}),
  confidence: z.number().min(0).max(1).default(0.9),
  /** The words of the fact: those of the pattern, or of the whole sentence. */
  passage: z.enum(['pattern', 'sentence', 'rest']).default('pattern'),
  /** A field with a list, of which each actor is a fact of its own, with its name as the words. */
  each: z.string().nullable().default(null),
  /** Whether words such as "as well as" begin a second fact. */
  splits: z.boolean().default(false),
});

const LanguageFile = z.strictObject({
  language: z.string(),
  markers: words,
  abbreviations: words.default([]),
  months: z.record(z.string(), words).default({}),
  ordinals: words.default([]),
  tens: z.record(z.string(), z.int()).default({}),
  /** Words before an ordinal that add a hundred or more. */
  hundreds: z.record(z.string(), z.int()).default({}),
  /** Ordinals that no other list gives, such as "thirtieth" in French. */
  otherOrdinals: z.record(z.string(), z.int()).default({}),
  numbers: words.default([]),
  dates: z.array(DatePattern).default([]),
  states: z
    .strictObject({
      prefixes: words.default([]),
      aliases: wordLists.default({}),
      endings: wordLists.default({}),
      /** Adjectives: with a noun of `words.sides` they name the state, "the Russian side". */
      adjectives: wordLists.default({}),
    })
    .default({ prefixes: [], aliases: {}, endings: {}, adjectives: {} }),
  bodyNouns: wordLists.default({}),
  resolution: ResolutionWords.optional(),
  /** Verbs of approvals, statements and condemnations, by the term that the record uses. */
  approvals: wordLists.default({}),
  statements: wordLists.default({}),
  condemnations: wordLists.default({}),
  /** Nouns of approved things, by the type of the fact and its kind: `PlanApproved work-plan`. */
  objects: wordLists.default({}),
  docTypes: wordLists.default({}),
  /** Nouns of planned events, by their kind. */
  eventKinds: wordLists.default({}),
  sessions: wordLists.default({}),
  formats: wordLists.default({}),
  /** Words of those who attend, by their capacity. */
  capacities: wordLists.default({}),
  words: wordLists.default({}),
  /** Regular expressions; `{date}`, `{state}` and `{body}` are the marks of a sentence. */
  slots: z.record(z.string(), z.string().transform(writeMarks)).default({}),
  rules: z.array(SentenceRule).default([]),
});
export type LanguageFile = z.output<typeof LanguageFile>;
export type ResolutionWords = z.output<typeof ResolutionWords>;
export type DatePattern = z.output<typeof DatePattern>;
type SentenceRule = z.output<typeof SentenceRule>;

/** Reads a language file. Throws an Error that names the file, the place and the fault. */
export function parseLanguageFile(name: string, yaml: string): LanguageFile {
  const parsed = LanguageFile.safeParse(parse(yaml));
  if (parsed.success) {
    const { data } = parsed;
    const add = (lists: LanguageFile['words']): LanguageFile['words'] => ({
      ...addAdverbs(lists, data.words['compoundAdverbs']),
    });
    const { approvals, statements, condemnations } = data;
    return {
      ...data,
      approvals: add(approvals),
      statements: add(statements),
      condemnations: add(condemnations),
    };
  }
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The language file \`${name}\` is not valid. ${faults.join('; ')}`);
}
