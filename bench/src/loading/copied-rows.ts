import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readDeclaredTables, EVENT_INDEX, type Projection } from '@rapporteur/projection-runtime';
import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

const COPY_SCHEMA = 'copy';

/** The rows of a generation in files, for the COPY baseline. */
export class CopiedRows {
  readonly #tables: readonly string[];
  readonly #schema: string;
  readonly #folder: string;

  private constructor(schema: string, tables: readonly string[], folder: string) {
    this.#schema = schema;
    this.#tables = tables;
    this.#folder = folder;
  }

  /** Exports the rows of a generation with COPY. */
  static async exportRows(
    client: Client,
    projection: Projection,
    schema: string,
    folder: string,
  ): Promise<CopiedRows> {
    const tables = [EVENT_INDEX, ...readDeclaredTables(projection, schema).keys()];
    for (const table of tables) {
      const rows = client.query(copyTo(`COPY "${schema}"."${table}" TO STDOUT`));
      await pipeline(rows, createWriteStream(join(folder, table)));
    }
    return new CopiedRows(schema, tables, folder);
  }

  /**
   * Copies the rows into equal tables, then creates every index. Returns the time in milliseconds.
   */
  async copyAndIndex(client: Client): Promise<number> {
    await client.query(`DROP SCHEMA IF EXISTS ${COPY_SCHEMA} CASCADE`);
    await client.query(`CREATE SCHEMA ${COPY_SCHEMA}`);
    for (const table of this.#tables) {
      const like = `LIKE "${this.#schema}"."${table}" INCLUDING GENERATED`;
      await client.query(`CREATE TABLE ${COPY_SCHEMA}."${table}" (${like})`);
    }
    const indexes = await this.#listIndexes(client);
    await client.query('CHECKPOINT');
    const startedAt = performance.now();
    for (const table of this.#tables) {
      const rows = createReadStream(join(this.#folder, table));
      await pipeline(rows, client.query(copyFrom(`COPY ${COPY_SCHEMA}."${table}" FROM STDIN`)));
    }
    await client.query(`SET maintenance_work_mem = '128MB'`);
    for (const index of indexes) await client.query(index);
    const ms = performance.now() - startedAt;
    await client.query(`DROP SCHEMA ${COPY_SCHEMA} CASCADE`);
    return ms;
  }

  async #listIndexes(client: Client): Promise<readonly string[]> {
    const { rows } = await client.query<{ indexdef: string }>(
      'SELECT indexdef FROM pg_indexes WHERE schemaname = $1 AND tablename = ANY($2)',
      [this.#schema, this.#tables],
    );
    return rows.map(({ indexdef }) =>
      indexdef.replace(` ON ${this.#schema}.`, ` ON ${COPY_SCHEMA}.`),
    );
  }
}
