export { listChoices, type ReviewChoice } from './choice-keys.ts';
export {
  type ComposedFact,
  type ComposedSubmission,
  composeSubmission,
} from './composed-submission.ts';
export { DraftDocument } from './draft-document.ts';
export { createWords, type ReviewableDraft, readDraft } from './draft-reading.ts';
export {
  type ChoosableType,
  type FactField,
  findFactField,
  listFactFields,
  listFactTypes,
} from './fact-fields.ts';
export { identifyFact } from './fact-identity.ts';
export {
  type ItemView,
  type ItemViews,
  findMissingThings,
  type MissingThing,
  readFieldName,
  viewFacts,
} from './fact-views.ts';
export {
  formatFactFields,
  formatFieldValue,
  parseFactFields,
  parseFieldValue,
} from './field-value.ts';
export type { LineInput, ReviewKey } from './line-input.ts';
export {
  acceptConfident,
  countOutcomes,
  getFields,
  type ItemOutcome,
  listAccepted,
  listFacts,
  listTakes,
  type ReviewContent,
  type ReviewCounts,
} from './review-content.ts';
export {
  CONFIDENT,
  getType,
  type ItemFields,
  type FactItem,
  type MergeItem,
  type ItemValue,
  type ReviewItem,
  type TextRange,
} from './review-item.ts';
export { pressKey, setInvalid } from './review-keys.ts';
export {
  beginReview,
  getItem,
  goTo,
  isDoubtful,
  type ReviewMode,
  type ReviewRequest,
  type ReviewState,
} from './review-state.ts';
export { addFact, replaceFields } from './review-steps.ts';
export { addRejections, listFactKeys, listRejectedFacts } from './rejected-facts.ts';
export { type ResumedReview, resumeReview } from './resumed-review.ts';
export {
  formatSavedReview,
  listRejectedKeys,
  nameFact,
  parseSavedReview,
  saveReview,
  type SavedReview,
} from './saved-review.ts';
