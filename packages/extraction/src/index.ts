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
export { draftDocument } from './draft-document.ts';
export { formatDraft } from './draft-format.ts';
export { Languages } from './language.ts';
