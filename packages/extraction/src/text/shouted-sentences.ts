import { onceByFile } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { isCapital, lowerCapitals } from '../notes/note-title.ts';
import type { TextSentence } from './sentences.ts';

/** A line of capitals that is as long is a sentence, and no heading. */
const SHOUTED_MIN = 40;

/** Two letters may be an abbreviation. */
const SHOUTED = /(?<![\p{L}-])\p{Lu}{4}/u;
/** A verb in capitals, perhaps with others: "ADOPTED", "TOOK NOTE". */
const SHOUTED_WORDS = /(?<![\p{L}-])\p{Lu}{4,}(?:\s\p{Lu}{2,})*(?![\p{L}-])/gu;

const SHOUTED_OPENER = /^[\p{Lu}\s]{4,40}[:：]$/u;

/** Words of verbs, which no name has: "adopted", "took", "note". */
const getVerbWords = onceByFile(({ statements, approvals, condemnations, words }) => {
  const forms = [statements, approvals, condemnations].flatMap((one) => Object.values(one).flat());
  const read = (list: string): readonly string[] => words[list] ?? [];
  const toWords = (some: readonly string[]): ReadonlySet<string> =>
    new Set(some.flatMap((form) => form.toLowerCase().split(' ')));
  const acts = [...forms, ...['clauseVerbs', 'agreed'].flatMap(read)];
  return {
    acts: toWords(acts),
    offices: new Set(read('offices').map((office) => office.toLowerCase())),
    all: toWords([...acts, ...['held', 'future', 'adverbs', 'smallWords'].flatMap(read)]),
  };
});

type VerbWords = ReturnType<typeof getVerbWords>;

/**
 * "The Council ADOPTED the plan and TOOK NOTE of the report": minutes may have their verbs in
 * capitals.
 */
function lowerVerbs(text: string, { acts: verbs, offices }: VerbWords): string {
  return text.replace(SHOUTED_WORDS, (run) => {
    // "The CHAIRPERSON thanked the members": summary records have their speakers in capitals.
    if (offices.has(run.toLowerCase())) return run.slice(0, 1) + run.slice(1).toLowerCase();
    const words = run.split(' ').map((word) => word.toLowerCase());
    const other = words.findIndex((word) => !verbs.has(word));
    const end = words.slice(0, other < 0 ? words.length : other).join(' ').length;
    return run.slice(0, end).toLowerCase() + run.slice(end);
  });
}

/**
 * Returns a sentence in capitals as others write it, with the same places: names have capitals, verbs
 * have none. Whole communiqués are in capitals.
 */
export function lowerShouted(
  sentence: TextSentence,
  file: LanguageFile,
  abbreviations: ReadonlySet<string>,
): TextSentence {
  if (!SHOUTED.test(sentence.text)) return sentence;
  const verbs = getVerbWords(file);
  // "DECIDED:" on a line of its own opens a list of acts.
  if (!isCapital(sentence.text) || SHOUTED_OPENER.test(sentence.text))
    return { ...sentence, text: lowerVerbs(sentence.text, verbs) };
  if (sentence.text.length < SHOUTED_MIN) return sentence;
  const { text } = lowerCapitals(sentence, abbreviations);
  const plain = text.replace(/(?<!^)(?<![\p{L}-])\p{Lu}\p{Ll}+(?![\p{L}-])/gu, (word) =>
    verbs.all.has(word.toLowerCase()) ? word.toLowerCase() : word,
  );
  return plain.length === sentence.text.length ? { ...sentence, text: plain } : sentence;
}
