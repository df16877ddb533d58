export {
  CommandRuntime,
  type CommandRuntimeOptions,
  type PartitionOwner,
  type PartitionStatus,
} from './command-runtime.ts';
export {
  type CommandOutcome,
  type PlannedEvent,
  type ParsedSubmission,
  type CommandRecorded,
  type CommandRejection,
  type CommandSubmission,
  type SubmissionOptions,
  type CommandUnchanged,
  type CommandWouldRecord,
} from './command-outcome.ts';
export { isParsedSubmission, parseSubmission } from './parse-submission.ts';
export { type OwnershipState, OWNERSHIP_STATES } from './partition-ownership.ts';
export { SYSTEM_TIMING, type Timing } from './timing.ts';
