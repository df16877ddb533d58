export {
  CommandRuntime,
  type CommandRuntimeOptions,
  type PartitionOwner,
  type PartitionStatus,
} from './command-runtime.ts';
export {
  type Outcome,
  type PlannedEvent,
  type Position,
  printPosition,
  type ReadSubmission,
  type Recorded,
  type Refusal,
  type Submission,
  type SubmissionOptions,
  type Unchanged,
  type WouldRecord,
} from './outcome.ts';
export { isRead, readSubmission } from './read-submission.ts';
export { type OwnershipState, OWNERSHIP_STATES } from './tenure.ts';
export { SYSTEM_TIMING, type Timing } from './timing.ts';
