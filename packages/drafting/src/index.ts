export {
  type AnchoredSubmission,
  anchorSubmission,
  type SubmissionCommand,
  type SubmissionText,
  type TextOf,
} from './anchor-submission.ts';
export { type ParsedSubmission, parseSubmission } from './parse-submission.ts';
export { type Place, type ProblemCode, sayProblem, type SubmissionProblem } from './problem.ts';
export { SourceText, type Span } from './source-text.ts';
export type { Submission } from './submission.ts';
export { describeEvent, describeEvents } from './describe-events.ts';
