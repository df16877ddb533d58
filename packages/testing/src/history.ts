/** The history checker: verifies from the log that every response to a client was correct. */
export {
  type CheckOptions,
  checkHistory,
  type EventStream,
  readPartitions,
} from './history/check-history.ts';
export type { CheckInput } from './history/check-input.ts';
export * from './history/history.ts';
export { type CommandSubmitter, HistoryRecorder } from './history/history-recorder.ts';
export {
  createHttpSubmitter,
  type HttpSubmitterOptions,
  parseResponse,
} from './history/http-submitter.ts';
export { VIOLATION_INJECTORS } from './history/injected-violations.ts';
export { SeededRandom } from './history/seeded-random.ts';
export { SerialService } from './history/serial-service.ts';
export {
  formatViolations,
  type Violation,
  type ViolationKind,
  VIOLATIONS,
} from './history/violation.ts';
export type { ViolationInjector } from './history/violation-injector.ts';
export { Workload, type WorkloadOptions } from './history/workload.ts';
