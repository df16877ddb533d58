/** The history checker: proves from the log that what clients were told is so. */
export {
  type CheckOptions,
  checkHistory,
  type EventStream,
  readPartitions,
} from './history/check-history.ts';
export * from './history/history.ts';
export {
  createHttpSubmitter,
  type HttpSubmitterOptions,
  parseResponse,
} from './history/http-submitter.ts';
export { HistoryRecorder, type CommandSubmitter } from './history/history-recorder.ts';
export {
  formatViolations,
  type Violation,
  type ViolationKind,
  VIOLATIONS,
} from './history/violation.ts';
export { Workload, type WorkloadOptions } from './history/workload.ts';
export { SeededRandom } from './history/seeded-random.ts';
export type { CheckInput } from './history/check-input.ts';
export type { ViolationInjector } from './history/violation-injector.ts';
export { VIOLATION_INJECTORS } from './history/injected-violations.ts';
export { SerialService } from './history/serial-service.ts';
