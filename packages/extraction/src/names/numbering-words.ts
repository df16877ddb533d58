import type { LanguageFile } from '../language/language-file.ts';
import { toCapital } from '../language/word-forms.ts';

/** Words that number or class the meetings of a body and name none. */
export interface NumberingWords {
  /** "Forty-Ninth", "7th". */
  readonly isOrdinal: (word: string) => boolean;
  /** An ordinal, a number or a class: "Regular". */
  readonly isGeneric: (word: string) => boolean;
}

export function readNumberingWords({ words, ordinals, tens }: LanguageFile): NumberingWords {
  const forms = ordinals.flatMap((one) => one.split('|'));
  const generic = new Set([...(words['genericNames'] ?? []), ...forms.map(toCapital)]);
  const stems = Object.keys(tens).flatMap((stem) => [`${stem}y`, `${stem}ieth`]);
  const parts = new Set([...forms, ...stems]);
  const isOrdinal = (word: string): boolean =>
    /^\d+(?:st|nd|rd|th)$/.test(word) ||
    word
      .toLowerCase()
      .split('-')
      .every((part) => parts.has(part));
  return {
    isOrdinal,
    isGeneric: (word) => generic.has(word) || /^(?:\d+|[IVXLC]+)$/.test(word) || isOrdinal(word),
  };
}
