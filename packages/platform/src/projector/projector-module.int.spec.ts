import { EMPTY_HEAD, InMemoryLog } from '@rapporteur/event-log';
import {
  readServingPosition,
  openReadModels,
  type Projection,
} from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { usePostgres, waitUntil } from '@rapporteur/testing';
import type { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpApp } from '../http-app.ts';
import { createSilentLogger } from '../logger.ts';
import { PlatformModule, type PlatformOptions } from '../platform-module.ts';
import { serve } from '../serve.ts';
import { readSettings } from '../settings.ts';
import { ProjectorModule } from './projector-module.ts';
import { createProjectorAppModule } from './run-projector.ts';

describe('A projector', () => {
  const postgres = usePostgres();
  let dataSource: DataSource;

  beforeEach(async () => {
    dataSource = await openReadModels(await postgres.createDatabase());
  });
  afterEach(() => dataSource.destroy());

  const alone = (projection: Projection) => (options: PlatformOptions) =>
    createProjectorAppModule(projection, 'one', options);
  const together = (options: PlatformOptions) => ({
    ...PlatformModule.forRoot(options),
    imports: READ_MODELS.map((one) => ProjectorModule.forProjection(one, 'one')),
  });

  async function listOwners(): Promise<Readonly<Record<string, string | null>>> {
    const rows: { schema: string; owner: string | null }[] = await dataSource.query(
      'SELECT projection AS schema, owner FROM projections.positions',
    );
    return Object.fromEntries(
      rows.map(({ schema, owner }) => [schema.replace(/_v\d+$/, ''), owner]),
    );
  }

  it.each([
    ...READ_MODELS.map((one) => ({
      name: `of ${one.name}`,
      projections: [one],
      module: alone(one),
    })),
    { name: 'of each of several in one process', projections: READ_MODELS, module: together },
  ])(
    '$name follows the log from its start until it is stopped, then releases its leases',
    async ({ projections, module }) => {
      const eventLog = new InMemoryLog();
      const settings = readSettings({ RAPPORTEUR_PORT: '0' });
      const logger = createSilentLogger();
      const app = await createHttpApp(
        module({ settings, eventLog, dataSource, logger }),
        settings,
        logger,
      );
      const service = await serve(app, settings);
      await eventLog.openWriter(0, { instance: 'sample' }, EMPTY_HEAD, () => undefined);
      for (const each of projections)
        await waitUntil(async () => (await readServingPosition(dataSource, each, 0)) >= 0);
      const forEach = (value: string | null, prefix = ''): object =>
        Object.fromEntries(projections.map(({ name }) => [`${prefix}${name}`, value]));
      expect(await listOwners()).toEqual(forEach('one'));
      const ready = await fetch(new URL('/health/ready', service.url));
      expect(ready.status).toBe(200);
      expect(await ready.json()).toMatchObject({ checks: forEach('ok', 'projector-') });
      await service[Symbol.asyncDispose]();
      expect(await listOwners()).toEqual(forEach(null));
    },
  );
});
