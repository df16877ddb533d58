import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostgresLog } from '@rapporteur/event-log-postgres';
import { type Projection, retireGenerations } from '@rapporteur/projection-runtime';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { CopiedRows } from './copied-rows.ts';
import { type RebuildLoad, loadByRebuild } from './rebuild-load.ts';
import { createSampleLog } from './sample-log.ts';

/** A load of ours, and the floor under it: COPY of the very rows that it made. */
export interface LoadMeasurement {
  readonly rapporteur: RebuildLoad;
  readonly floorMs: number;
}

/** A database with logs of several lengths, from which read models are loaded. */
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

  /** Loads a read model of so many events, then copies its rows; leaves nothing. */
  async measureLoad(projection: Projection, events: number): Promise<LoadMeasurement> {
    const log = this.#logs.get(events) ?? (await createSampleLog(this.#url, events));
    this.#logs.set(events, log);
    const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
    try {
      await this.writeCheckpoint();
      const ours = await loadByRebuild(this.dataSource, projection, log);
      const rows = await CopiedRows.exportRows(this.#client, projection, ours.schema, folder);
      const floorMs = await rows.copyAndIndex(this.#client);
      await retireGenerations({ dataSource: this.dataSource, projection }, ours.schema);
      return { rapporteur: ours, floorMs };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Lets the server write what it has put off: nobody pays for what came before. */
  async writeCheckpoint(): Promise<void> {
    await this.#client.query('CHECKPOINT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const log of this.#logs.values()) await log.close();
    await this.#client.end();
    await this.dataSource.destroy();
  }
}
