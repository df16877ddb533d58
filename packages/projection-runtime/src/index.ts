export { applyBatch, type ProjectionBatch, type ReadModel } from './apply-batch.ts';
export { retryParked } from './apply-each-command.ts';
export { COALESCE_EVENTS_MAX } from './coalesce.ts';
export { canServe, type GenerationComparison } from './compare.ts';
export { type DeclaredTable, readDeclaredTables } from './declared-tables.ts';
export type { AllowedDifference, GenerationDifference } from './difference.ts';
export { EventIndexEntry } from './event-index-entry.ts';
export { schemaRepository } from './schema-repository.ts';
export {
  EVENT_INDEX,
  findPositionAtTime,
  type IndexedEvent,
  listEntryEvents,
} from './event-index.ts';
export { formatReport, type ReportMessage } from './format-report.ts';
export {
  assertMigrated,
  countAppliedEvents,
  findFurthestHead,
  findServingGeneration,
  listGenerations,
  listServingSchemas,
  requireServingGeneration,
} from './generations.ts';
export { type Generation, type GenerationState } from './generation.ts';
export { inspectPositions } from './inspect-positions.ts';
export { LEASE_MS, LEASE_RENEW_MS } from './leases.ts';
export { isMeasured, type MeasuredReport } from './measured-report.ts';
export { migrate, resetReadModel } from './migrate.ts';
export { openReadModels } from './open-read-models.ts';
export { listParkedCommands, type ProjectionParkedCommand } from './parked-commands.ts';
export { catchUp, projectPartition, type ProjectionSource } from './partition-projector.ts';
export {
  type PositionWaitRequest,
  type PositionWaitResult,
  PositionWatch,
} from './position-watch.ts';
export { loadPosition, type ProjectionPosition } from './positions.ts';
export type { MigrationClass, ProjectedRow, Projection, RowEntity } from './projection.ts';
export { createRow, type EntityValues } from './projected-row.ts';
export {
  type ClassifiedError,
  classifyError,
  ProjectionError,
  type ProjectionErrorCode,
} from './projection-error.ts';
export { Projector, type ProjectorOptions, type ProjectorReport } from './projector.ts';
export { RateMeter } from './rate-meter.ts';
export {
  rebuild,
  type RebuildOptions,
  type RebuildProgress,
  type RebuildResult,
  rollback,
} from './rebuild.ts';
export { retireGenerations } from './retire-generations.ts';
export { computeStateHash, type StateHash, type TableHash } from './state-hash.ts';
export { SharedLog } from './shared-log.ts';
export { RUNTIME_SCHEMA } from './stored-position.ts';
export {
  PROJECTION_STATES,
  type ProjectionState,
  type ProjectionStatus,
  readProjectionStatuses,
} from './status.ts';
export { LOCK_TIMEOUT_MS, type SwapResult } from './swap.ts';
export {
  columnNames,
  type EntityClass,
  qualifiedTable,
  type SqlExpression,
  tableColumns,
  type TableColumns,
} from './table-columns.ts';
export { encodeCommandId, formatEventIdSql } from './stored-command.ts';
export {
  TIMED_COLUMNS_SQL,
  TimedRow,
  VERSIONED_COLUMNS_SQL,
  VersionedRow,
} from './versioned-row.ts';
export { readServingPosition, waitForPosition } from './wait-for-position.ts';
