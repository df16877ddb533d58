export type { AnswerNames } from './name-members.ts';
export { buildPage, isPageQuery, type PageAnswer } from './build-page.ts';
export type { PageMention, PageBlock, PageEvidence, PagePart } from './page-block.ts';
export type { PageOptions } from './page-context.ts';
export {
  type ChairResult,
  ChairWords,
  type CliTenure,
  formatHolders,
} from './words/chair-words.ts';
export { isEmpty, isJsonFields, type JsonFields } from './words/json-object.ts';
export { nameDecision } from './words/decision-name.ts';
export { formatLocalTime } from './words/local-time.ts';
export { formatOrdinal } from './words/ordinal-words.ts';
export {
  formatDateText,
  formatFieldName,
  formatValue,
  isKnownShape,
  nameState,
  NOT_STATED,
  spellLanguage,
} from './words/value-words.ts';
