import type { DecodedEvent } from '@rapporteur/contracts';
import type { MigrationInterface } from 'typeorm';
import type { AllowedDifference } from './difference.ts';
import type { VersionedRow } from './versioned-row.ts';

/**
 * One row that an event produces: its table, and the projection's own columns by property of the
 * entity. `createRow` makes one of typed values.
 */
export interface ProjectedRow {
  readonly table: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A TypeORM entity of a read model. */
export type RowEntity = new () => VersionedRow;

/** A TypeORM migration. Its class name ends in its creation time in milliseconds. */
export type MigrationClass = new () => MigrationInterface;

/** The definition of a read model: its tables, and the function from events to rows. */
export interface Projection {
  /** For example `timeline`. It is also the name of the schema of the public views. */
  readonly name: string;
  /** The version of the logic. Every change that produces other rows raises it. */
  readonly version: number;
  /** Entities with the schema of the views, or none: each generation has its own. */
  readonly entities: readonly RowEntity[];
  /** Migrations that name tables without a schema, for the same reason. */
  readonly migrations: readonly MigrationClass[];
  /** The intended differences from the previous version, with reasons. Default: none. */
  readonly differences?: readonly AllowedDifference[];
  /**
   * Returns the rows of one event. The function is pure and total. A correction calls it again with
   * the corrected data in the envelope of the original fact. The runtime closes superseded rows.
   */
  project(event: DecodedEvent): readonly ProjectedRow[];
}
