import type { Recorded } from '@rapporteur/contracts';
import type { MigrationInterface } from 'typeorm';
import type { VersionedRow } from './versioned-row.ts';

/** One row that an event makes: a table of the read model, and its own columns by their names in the database. */
export interface Row {
  readonly table: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A TypeORM entity of a read model. */
export type RowEntity = new () => VersionedRow;

/** A TypeORM migration; its class name ends in the time it was written, in milliseconds. */
export type MigrationClass = new () => MigrationInterface;

/** A read model: what it holds, and how an event becomes its rows. */
export interface Projection {
  /** `timeline` */
  readonly name: string;
  /** Raised with every change that makes other rows of the same events; 1 → schema `timeline_v1`. */
  readonly version: number;
  readonly entities: readonly RowEntity[];
  readonly migrations: readonly MigrationClass[];
  /**
   * The rows of one event: pure and total. It is called again with a fact's corrected data, in the envelope of the
   * fact itself; closing the rows that no longer stand is the runtime's work.
   */
  project(event: Recorded): readonly Row[];
}

/** The Postgres schema of a read model, and its name in the table of positions: `timeline_v1`. */
export function schemaOf({ name, version }: Pick<Projection, 'name' | 'version'>): string {
  return `${name}_v${version}`;
}
