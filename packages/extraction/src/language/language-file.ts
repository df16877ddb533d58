import { parse } from 'yaml';
import { z } from 'zod';
import { addAdverbs } from '../statements/compound-verbs.ts';
import { addForms } from './word-forms.ts';
import { MARKS } from '../text/marks.ts';

const wordList = z.array(z.string().min(1));
const wordLists = z.record(z.string(), wordList);

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
  enacting: wordList,
  adopted: wordList,
  closings: wordList,
  votes: wordLists,
  annexes: wordList,
  adverbs: wordList,
  particles: wordLists,
  strongest: wordList,
  openers: wordList,
  verbs: wordLists,
  asks: wordLists,
  relations: wordLists,
  instruments: wordLists,
  effects: wordLists,
  mandateWords: wordList,
  measures: wordLists,
  violence: wordList,
  kinds: wordLists,
  deadlines: wordList,
  intervals: wordList,
  periods: wordList,
});

/** A rule of a language file: a pattern, and the fact that its slots fill. */
const SentenceRule = z.strictObject({
  rule: z.string(),
  type: z.string(),
  patterns: wordList,
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
  markers: wordList,
  abbreviations: wordList.default([]),
  months: z.record(z.string(), wordList).default({}),
  ordinals: wordList.default([]),
  tens: z.record(z.string(), z.int()).default({}),
  /** Words before an ordinal that add a hundred or more. */
  hundreds: z.record(z.string(), z.int()).default({}),
  /** Ordinals that no other list gives, such as "thirtieth" in French. */
  otherOrdinals: z.record(z.string(), z.int()).default({}),
  numbers: wordList.default([]),
  dates: z.array(DatePattern).default([]),
  states: z
    .strictObject({
      prefixes: wordList.default([]),
      aliases: wordLists.default({}),
      endings: wordLists.default({}),
      /** Adjectives: with a noun of `words.sides` they name the state, "the Russian side". */
      adjectives: wordLists.default({}),
      /** The other endings of an adjective, by that of its first case. */
      adjectiveForms: wordLists.default({}),
    })
    .default({ prefixes: [], aliases: {}, endings: {}, adjectives: {}, adjectiveForms: {} }),
  bodyNouns: wordLists.default({}),
  resolution: ResolutionWords.optional(),
  /** The other endings of a verb in the lists below, by that of the form in the list. */
  verbForms: wordLists.default({}),
  /** Verbs of approvals, statements and condemnations, by the term that the record uses. */
  approvals: wordLists.default({}),
  statements: wordLists.default({}),
  /** Verbs that state only at the beginning of an item of a list of acts: infinitives. */
  itemStatements: wordLists.default({}),
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
    const { approvals, statements, condemnations, states, verbForms, words } = data;
    const { clauseVerbs = [], passive = [] } = words;
    const inflected = { clauseVerbs, passive };
    const add = (lists: LanguageFile['words']): LanguageFile['words'] => ({
      ...addForms(addAdverbs(lists, data.words['compoundAdverbs']), verbForms),
    });
    const adjectives = addForms(states.adjectives, states.adjectiveForms, true);
    return {
      ...data,
      states: { ...states, adjectives },
      words: { ...words, ...addForms(inflected, verbForms) },
      approvals: add(approvals),
      statements: add(statements),
      condemnations: add(condemnations),
    };
  }
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The language file \`${name}\` is not valid. ${faults.join('; ')}`);
}
