import { setTimeout as delay } from 'node:timers/promises';
import { EMPTY_HEAD, InMemoryLog } from '@rapporteur/event-log';
import { createHttpApp, readSettings, serve, silentLogger } from '@rapporteur/platform';
import { currentPosition } from '@rapporteur/projection-runtime';
import { PARTICIPATION } from '@rapporteur/read-models';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { AppModule } from './app.module.ts';

const PATIENCE_MS = 20_000;
const postgres = usePostgres();

async function owner(database: DataSource): Promise<unknown> {
  const rows: { owner: string | null }[] = await database.query('SELECT owner FROM projections.positions');
  return rows[0]?.owner;
}

describe('The projector of participation', () => {
  it('follows the log from its start until it is stopped, and then gives its lease back', async () => {
    const eventLog = new InMemoryLog();
    const dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
    const settings = readSettings({ RAPPORTEUR_PORT: '0' });
    const logger = silentLogger();
    const options = { settings, eventLog, dataSource, logger };
    const app = await createHttpApp(AppModule.forRoot(options, 'one'), settings, logger);
    const service = await serve(app, settings);
    await eventLog.openWriter(0, { owner: 'sample' }, EMPTY_HEAD, () => undefined);
    for (const deadline = performance.now() + PATIENCE_MS; (await currentPosition(dataSource, PARTICIPATION, 0)) < 0;) {
      if (performance.now() > deadline) throw new Error('the first event was not applied');
      await delay(20);
    }
    expect(await owner(dataSource)).toBe('one');
    expect((await fetch(new URL('/health/ready', service.url))).status).toBe(200);
    await service[Symbol.asyncDispose]();
    expect(await owner(dataSource)).toBeNull();
    await dataSource.destroy();
  });
});
