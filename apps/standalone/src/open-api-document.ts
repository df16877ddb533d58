import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { InMemoryLog } from '@rapporteur/event-log';
import {
  API_DOCS,
  type ApiDocs,
  createHttpApp,
  createSilentLogger,
  readSettings,
} from '@rapporteur/platform';
import { DataSource } from 'typeorm';
import { StandaloneModule } from './standalone.module.ts';

/** Creates the server without starting it: its modules describe themselves and open nothing. */
export function createUnstartedApp(): Promise<INestApplicationContext> {
  const settings = readSettings({});
  const logger = createSilentLogger();
  const options = {
    settings,
    logger,
    eventLog: new InMemoryLog(),
    dataSource: new DataSource({ type: 'postgres' }),
  };
  const projectors = {
    execArgv: [],
    settings: { logUrl: '', databaseUrl: '', partitions: undefined, owner: 'unstarted' },
  };
  return createHttpApp(StandaloneModule.forRoot(options, projectors), settings, logger);
}

/** Returns the OpenAPI document that an app publishes at `/openapi.json`, parsed. */
export function readOpenApiDocument(app: INestApplicationContext): unknown {
  return JSON.parse(app.get<ApiDocs>(API_DOCS).document());
}
