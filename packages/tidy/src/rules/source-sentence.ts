import type { Rule } from '../tree-file.ts';

/** Shorter sentences are formulas that anyone may write. */
const SENTENCE_LENGTH_MIN = 60;

/** The sentences of a source text that are long enough to be somebody's own words. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n\s*\n|(?<=[.!?]["”’)]?)\s+/)
    .map(plain)
    .filter((sentence) => sentence.length >= SENTENCE_LENGTH_MIN && /[.!?]["')]?$/.test(sentence));
}

/** The texts of sources are not ours to ship: none of their sentences stands in the tree, however it is wrapped. */
export function noSentenceOf(sources: readonly string[]): Rule {
  const sentences = sources.flatMap(sentencesOf);
  return (files) =>
    files.flatMap((file) => {
      const text = plain(file.text);
      return sentences
        .filter((sentence) => text.includes(sentence))
        .map((sentence) => ({
          path: file.path,
          says: `copies a source: "${sentence.slice(0, 30)}…"`,
        }));
    });
}

// Quotation marks, case, line breaks and the marks of a comment do not make other words.
function plain(text: string): string {
  return text
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\n\s*(?:\*|\/\/|#|>)\s/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
