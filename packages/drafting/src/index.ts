export {
  type AnchoredSubmission,
  anchorIncomplete,
  anchorSubmission,
  type PartialCommand,
  type SubmissionCommand,
  type SubmissionText,
  type SourceContent,
  type TextLookup,
} from './anchor-submission.ts';
export type { ActorLookup, KnownActor } from './actor-directory.ts';
export { toActorKind } from './actor-directory.ts';
export { isCommandFile, parseCommandFile, type ParsedCommandFile } from './parse-command-file.ts';
export { formatCriteriaKey, type NamedEvents, type RecordAnswers } from './record-questions.ts';
export { replaceThingIds } from './parse-merges.ts';
export { parseYaml } from './parse-yaml.ts';
export { type FactValues, parseFactValues, type SubmissionFrame } from './fact-values.ts';
export { toSlug } from './meeting-ids.ts';
export {
  type ParseOptions,
  type SubmissionParseResult,
  parseSubmission,
  parseSubmissionDocument,
} from './parse-submission.ts';
export {
  type TextPosition,
  type ProblemCode,
  formatProblem,
  type SubmissionProblem,
} from './problem.ts';
export {
  type FactPreview,
  previewSubmission,
  type SubmissionPreview,
} from './preview-submission.ts';
export { SourceText, type TextSpan } from './source-text.ts';
export { findFieldPosition, type Submission, type SubmittedFact } from './submission.ts';
export {
  getEntries,
  getEntryValue,
  getScalarText,
  isNull,
  type MappingEntry,
  SubmissionDocument,
} from './submission-document.ts';
export { findStateCode } from './state-names.ts';
export { describeEvent, describeEvents, describeRetraction } from './describe-events.ts';
export { type DayStyle, formatEdtf } from './describe/date-words.ts';
export { formatCount } from './describe/counts.ts';
export {
  type EventNames,
  formatId,
  formatMeetingId,
  formatMeetingName,
  type MeetingParts,
  type NamedKind,
} from './describe/event-names.ts';
export { formatGivenName } from './describe/phrases.ts';
export { collectNames } from './describe/names-in-events.ts';
export { findMemberKind, listMentions } from './describe/thing-members.ts';
export { formatDate, formatForPeriod } from './describe/dates.ts';
