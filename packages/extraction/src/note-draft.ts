import { toSlug } from './citations.ts';
import type { Draft, DraftOptions } from './draft.ts';
import type { Language } from './language.ts';
import type { PreparedText } from './prepared-text.ts';
import { splitSentences } from './sentences.ts';

/** Drafts a text that has no numbered paragraphs. */
export function draftNote(text: PreparedText, language: Language, options: DraftOptions): Draft {
  const [title] = text.blocks;
  const sentences = text.blocks
    .slice(1)
    .flatMap((block) => splitSentences(block, language.abbreviations));
  const name = options.file.replace(/^.*\//, '').replace(/\.[a-z]+$/i, '');
  return {
    shape: 'note',
    collection: options.collection ?? null,
    source: {
      document: toSlug(name) || 'document',
      docType: 'note',
      title: title?.text ?? name,
      language: language.file.language,
      file: options.file,
      redistributable: options.redistributable ?? false,
    },
    sourcePassage: text.toPassage(title ?? { start: 0, end: 1 }),
    bodies: [],
    actors: {},
    defaults: { modality: 'reported' },
    facts: [],
    unplaced: sentences.map((sentence) => ({
      passage: text.toPassage(sentence),
      words: text.getWords(sentence),
      reason: 'no-rule' as const,
    })),
    contradictions: [],
  };
}
