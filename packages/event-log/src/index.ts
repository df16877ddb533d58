export * from './port.ts';
export { LogError, type LogErrorCode } from './log-error.ts';
export {
  BATCH_BYTES_MAX,
  BATCH_EVENTS_MAX,
  type CheckedBatch,
  checkBatch,
  checkRestoredEvent,
} from './batch-rules.ts';
export {
  type FoldResult,
  foldStoredRecords,
  gapError,
  checkAcceptance,
  type StoredRecord,
  tailLostError,
  type EventAcceptance,
} from './fold.ts';
export { LogEndReader, type StartHeadLookup } from './log-end-reader.ts';
export {
  formatLogPosition,
  type LogPosition,
  parseLogPosition,
  type PartialLogPosition,
} from './log-position.ts';
export { InMemoryLog, InMemoryStore, type InMemoryStoreOptions } from './memory-log.ts';
export { murmur2, partitionOf } from './partitioning.ts';
export { isWriterOpened, type WriterOpenedFields, encodeWriterOpened } from './writer-opened.ts';
