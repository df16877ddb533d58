import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readDeclaredTables, EVENT_INDEX, type Projection } from '@rapporteur/projection-runtime';
import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

const FLOOR_SCHEMA = 'floor';

/** Every row of a generation, in files, with how its indexes are made: what the floor is timed with. */
export class CopiedRows {
  readonly #tables: readonly string[];
  readonly #schema: string;
  readonly #folder: string;

  private constructor(schema: string, tables: readonly string[], folder: string) {
    this.#schema = schema;
    this.#tables = tables;
    this.#folder = folder;
  }

  /** Takes the rows of a generation out, as COPY gives them. */
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

  /** The floor: the rows copied into such tables as they came from, then every index made. Answers how long it took. */
  async copyAndIndex(client: Client): Promise<number> {
    await client.query(`DROP SCHEMA IF EXISTS ${FLOOR_SCHEMA} CASCADE`);
    await client.query(`CREATE SCHEMA ${FLOOR_SCHEMA}`);
    for (const table of this.#tables) {
      const like = `LIKE "${this.#schema}"."${table}" INCLUDING GENERATED`;
      await client.query(`CREATE TABLE ${FLOOR_SCHEMA}."${table}" (${like})`);
    }
    const indexes = await this.#indexes(client);
    await client.query('CHECKPOINT');
    const began = performance.now();
    for (const table of this.#tables) {
      const rows = createReadStream(join(this.#folder, table));
      await pipeline(rows, client.query(copyFrom(`COPY ${FLOOR_SCHEMA}."${table}" FROM STDIN`)));
    }
    await client.query(`SET maintenance_work_mem = '128MB'`);
    for (const index of indexes) await client.query(index);
    const ms = performance.now() - began;
    await client.query(`DROP SCHEMA ${FLOOR_SCHEMA} CASCADE`);
    return ms;
  }

  async #indexes(client: Client): Promise<readonly string[]> {
    const { rows } = await client.query<{ indexdef: string }>(
      'SELECT indexdef FROM pg_indexes WHERE schemaname = $1 AND tablename = ANY($2)',
      [this.#schema, this.#tables],
    );
    return rows.map(({ indexdef }) =>
      indexdef.replace(` ON ${this.#schema}.`, ` ON ${FLOOR_SCHEMA}.`),
    );
  }
}
