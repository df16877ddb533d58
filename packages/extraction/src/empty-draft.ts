import type { Draft, DraftOptions } from './draft.ts';
import type { Language } from './language/language.ts';
import type { PreparedText } from './text/prepared-text.ts';

/** Returns the draft of a text without a line that can be a title. */
export function toEmptyDraft(
  text: PreparedText,
  {
    language,
    options,
    document,
  }: { readonly language: Language; readonly options: DraftOptions; readonly document: string },
): Draft {
  return {
    shape: 'note',
    collection: options.collection ?? null,
    source: {
      document,
      docType: 'note',
      title: document,
      language: language.file.language,
      file: options.file,
      redistributable: options.redistributable ?? false,
    },
    sourcePassage: { start: 0, end: 1, line: 1 },
    bodies: [],
    actors: {},
    defaults: { modality: 'reported' },
    facts: [],
    unplaced: [],
    contradictions: [],
  };
}
