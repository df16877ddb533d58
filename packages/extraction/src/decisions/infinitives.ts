import { onceByFile } from '../language/cues.ts';
import { getLabelLength } from '../text/item-label.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';

/** The label of an item may be before its sentence: "1.1. ". */
const LABEL_MAX = 10;

/**
 * Infinitives, as acts of protocols are written in some languages, and those whom they ask to act.
 */
const getForms = onceByFile(({ slots }) => ({
  verb: new SearchExpression(`^(?:${slots['infinitive'] ?? '(?!)'})(?!\\p{L})`),
  asked: new SearchExpression(
    `^[${MARKS.body}${MARKS.state}]|^(?:${slots['organ'] ?? '(?!)'}|${slots['members'] ?? '(?!)'})(?!\\p{L})`,
  ),
}));

/** "Утвердить бюджет": a line below "Решили:" that begins with an infinitive is an act. */
export function opensWithInfinitive(text: string, file: LanguageFile): boolean {
  return isInfinitive(text.slice(getLabelLength(text)), file);
}

function isInfinitive(words: string, file: LanguageFile): boolean {
  return getForms(file).verb.test(words.slice(0, 1).toLowerCase() + words.slice(1, 40));
}

/**
 * "План работы утвердить": an infinitive of an item after its object. Returns whether the item asks
 * others to act; undefined if the verb is none.
 */
export function readActOfItem(
  { marked, sentence }: MarkedSentence,
  written: string,
  { file, listSubject, listItem }: NoteContext,
): { readonly isAsked: boolean } | undefined {
  if (listSubject === undefined || listItem === undefined) return undefined;
  if (sentence.start - listItem > LABEL_MAX || !isInfinitive(written, file)) return undefined;
  return { isAsked: getForms(file).asked.test(marked.slice(getLabelLength(marked))) };
}
