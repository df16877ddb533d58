export * from './port.ts';
export {
  createConcurrentAppendError,
  LogError,
  type LogErrorCode,
  createNotEmptyError,
  createUnknownPartitionError,
  createWriterClosedError,
} from './log-error.ts';
export {
  BATCH_BYTES_MAX,
  BATCH_EVENTS_MAX,
  COMMAND_BYTES_MAX,
  COMMAND_EVENTS_MAX,
  type CheckedBatch,
  checkBatch,
  checkRestoredEvent,
} from './batch-rules.ts';
export {
  checkAcceptance,
  createDefectiveEventError,
  type EventAcceptance,
  foldStoredRecords,
  type FoldResult,
  createGapError,
  type StoredRecord,
  createTailLostError,
} from './fold.ts';
export { type Clocks, ElapsedTime, SYSTEM_CLOCKS } from './elapsed-time.ts';
export { type LastKnownEnd, LogEndReader, type StartHeadLookup } from './log-end-reader.ts';
export {
  formatLogPosition,
  type LogPosition,
  parseLogPosition,
  type PartialLogPosition,
} from './log-position.ts';
export { InMemoryLog, InMemoryStore, type InMemoryStoreOptions } from './memory-log.ts';
export { murmur2, computePartition } from './partitioning.ts';
export { encodeWriterOpened, isWriterOpened, type WriterOpenedFields } from './writer-opened.ts';
export { hashPartitionIdentity, readPartitionIdentity } from './partition-identity.ts';
