import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostgresLog } from '@rapporteur/event-log-postgres';
import { type Projection, retireGenerations } from '@rapporteur/projection-runtime';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { CopiedRows } from './copied-rows.ts';
import { loadByRebuild, type RebuildLoad } from './rebuild-load.ts';
import { createSampleLog } from './sample-log.ts';

/** A load by a rebuild, and its baseline: COPY of the same rows. */
export interface LoadMeasurement {
  readonly rapporteur: RebuildLoad;
  readonly copyMs: number;
}

/** A database with logs of several lengths, to load read models from. */
export class LoadingFixture implements AsyncDisposable {
  readonly dataSource: DataSource;
  readonly #client: Client;
  readonly #url: string;
  readonly #logs = new Map<number, PostgresLog>();

  private constructor(url: string, dataSource: DataSource, client: Client) {
    this.#url = url;
    this.dataSource = dataSource;
    this.#client = client;
  }

  static async open(url: string): Promise<LoadingFixture> {
    const dataSource = await new DataSource({ type: 'postgres', url, poolSize: 10 }).initialize();
    const client = new Client({ connectionString: url });
    await client.connect();
    return new LoadingFixture(url, dataSource, client);
  }

  /**
   * Loads a read model from a log with this number of events, then copies its rows. Drops both
   * afterwards.
   */
  async measureLoad(projection: Projection, events: number): Promise<LoadMeasurement> {
    const log = this.#logs.get(events) ?? (await createSampleLog(this.#url, events));
    this.#logs.set(events, log);
    const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
    try {
      await this.writeCheckpoint();
      const rapporteur = await loadByRebuild(this.dataSource, projection, log);
      const rows = await CopiedRows.exportRows(this.#client, projection, rapporteur.schema, folder);
      const copyMs = await rows.copyAndIndex(this.#client);
      await retireGenerations({ dataSource: this.dataSource, projection }, rapporteur.schema);
      return { rapporteur, copyMs };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /**
   * Makes the server write its pending pages, so that they do not slow down the next measurement.
   */
  async writeCheckpoint(): Promise<void> {
    await this.#client.query('CHECKPOINT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const log of this.#logs.values()) await log.close();
    await this.#client.end();
    await this.dataSource.destroy();
  }
}
