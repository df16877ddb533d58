import type { Draft, DraftOptions } from './draft.ts';
import type { Languages } from './language/language.ts';
import { draftNote } from './notes/note-draft.ts';
import { PreparedText } from './text/prepared-text.ts';
import { draftResolution } from './resolutions/resolution-draft.ts';

/**
 * Proposes a submission of a document: its facts with their words, each with the rule that found it
 * and a confidence. Pure and deterministic: the same text and options have the same draft. Sentences
 * that no rule places are listed, and nothing of them is guessed. Takes linear time.
 */
export function draftDocument(
  original: string,
  languages: Pick<Languages, 'detect' | 'confidences'>,
  options: DraftOptions,
): Draft {
  const text = new PreparedText(original);
  const language = languages.detect(text.folded);
  const draft = draftResolution(text, language, options) ?? draftNote(text, language, options);
  const { confidences } = languages;
  const facts = draft.facts.map((fact) => ({
    ...fact,
    confidence: confidences.get(fact.rule, fact.confidence),
  }));
  return { ...draft, facts };
}
