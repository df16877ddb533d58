import { onceByFile } from './cues.ts';
import type { LanguageFile } from './language-file.ts';
import { isCapital, lowerCapitals } from './note-title.ts';
import type { TextSentence } from './sentences.ts';

/** A line of capitals that is as long is a sentence, and no heading. */
const SHOUTED_MIN = 40;

/** Words of verbs, which no name has: "adopted", "took", "note". */
const getVerbWords = onceByFile(
  ({ statements, approvals, condemnations, words }) =>
    new Set(
      [
        ...[statements, approvals, condemnations].flatMap((forms) => Object.values(forms).flat()),
        ...['held', 'future', 'clauseVerbs', 'adverbs', 'smallWords', 'agreed'].flatMap(
          (list) => words[list] ?? [],
        ),
      ].flatMap((form) => form.toLowerCase().split(' ')),
    ),
);

/**
 * Returns a sentence in capitals as others write it, with the same places: names have capitals, verbs
 * have none. Whole communiqués are in capitals.
 */
export function lowerShouted(
  sentence: TextSentence,
  file: LanguageFile,
  abbreviations: ReadonlySet<string>,
): TextSentence {
  if (sentence.text.length < SHOUTED_MIN || !isCapital(sentence.text)) return sentence;
  const verbs = getVerbWords(file);
  const { text } = lowerCapitals(sentence, abbreviations);
  const plain = text.replace(/(?<!^)(?<![\p{L}-])\p{Lu}\p{Ll}+(?![\p{L}-])/gu, (word) =>
    verbs.has(word.toLowerCase()) ? word.toLowerCase() : word,
  );
  return plain.length === sentence.text.length ? { ...sentence, text: plain } : sentence;
}
