export type {
  Draft,
  DraftBody,
  DraftContradiction,
  DraftFact,
  DraftFields,
  DraftOptions,
  DraftValue,
  KnownBody,
  UnplacedSentence,
} from './draft.ts';
export type { DocumentFields } from './document-fields.ts';
export { type ComparedField, compareDocument, compareDraft } from './draft-comparison.ts';
export { draftDocument } from './draft-document.ts';
export { filterFacts } from './draft-filter.ts';
export { formatDraft } from './draft-format.ts';
export { toKnownBody } from './names/known-body.ts';
export { Languages } from './language/language.ts';
export { LANGUAGES_FOLDER } from './languages-folder.ts';
export { draftWithRecord, type ComparedDraftOptions } from './merging/draft-with-record.ts';
export type { DraftMerge, MergeDifference, MergeEvidence } from './merging/draft-merge.ts';
export type { DraftRecord, FactSearch, KnownFact } from './merging/draft-record.ts';
export { formatMerge } from './merging/merge-format.ts';
export { PreparedText } from './text/prepared-text.ts';
