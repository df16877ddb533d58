export {
  type CommandOutcome,
  type CommandRecorded,
  type CommandRejection,
  type CommandSubmission,
  type CommandUnchanged,
  type CommandWouldRecord,
  type ParsedCommandSubmission,
  type PlannedEvent,
  type CommandSubmissionOptions,
} from './command-outcome.ts';
export {
  CommandRuntime,
  type CommandRuntimeOptions,
  type PartitionOwner,
  type PartitionStatus,
} from './command-runtime.ts';
export { isParsedSubmission, parseCommandSubmission } from './parse-command-submission.ts';
export { OWNERSHIP_STATES, type OwnershipState } from './partition-lifecycle.ts';
export { SYSTEM_TIMING, type Timing } from './timing.ts';
export {
  type StateStore,
  StateStoreError,
  type StateStores,
  type StoreChange,
} from './state-store/state-store.ts';
