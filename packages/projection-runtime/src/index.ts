export { type MigrationClass, type Projection, type Row, type RowEntity, schemaOf } from './projection.ts';
export { VERSIONED_COLUMNS_SQL, VersionedRow } from './versioned-row.ts';
