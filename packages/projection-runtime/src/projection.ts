import type { DecodedEvent } from '@rapporteur/contracts';
import type { MigrationInterface } from 'typeorm';
import type { AllowedDifference } from './difference.ts';
import type { VersionedRow } from './versioned-row.ts';

/** One row that an event makes: a table of the read model, and its own columns by their names in the database. */
export interface ProjectedRow {
  readonly table: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A TypeORM entity of a read model. */
export type RowEntity = new () => VersionedRow;

/** A TypeORM migration; its class name ends in the time it was written, in milliseconds. */
export type MigrationClass = new () => MigrationInterface;

/** A read model: what it holds, and how an event becomes its rows. */
export interface Projection {
  /** `timeline`; also the schema of the views that questions are put to. */
  readonly name: string;
  /** The version of its logic: raised with every change that makes other rows of the same events. */
  readonly version: number;
  /** Without a schema: each generation has its own. */
  readonly entities: readonly RowEntity[];
  /** They name tables without a schema, for the same reason. */
  readonly migrations: readonly MigrationClass[];
  /** How the rows of this version are meant to differ from those of the version before, and why; left out: not at all. */
  readonly differences?: readonly AllowedDifference[];
  /**
   * The rows of one event: pure and total. It is called again with a fact's corrected data, in the envelope of the
   * fact itself; closing the rows that no longer stand is the runtime's work.
   */
  project(event: DecodedEvent): readonly ProjectedRow[];
}
