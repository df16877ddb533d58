import 'reflect-metadata';
import { createHttpApp, openEventLog, runApp, serve, SettingsError } from '@rapporteur/platform';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.ts';

await runApp(async (settings, logger) => {
  if (settings.log === undefined || settings.database === undefined) {
    throw new SettingsError([
      'RAPPORTEUR_LOG and RAPPORTEUR_DATABASE are both needed: give their URLs, or run standalone',
    ]);
  }
  const eventLog = await openEventLog(settings.log, { partitions: settings.partitions });
  // Compiling these statements takes many times as long as running them.
  const extra = { options: '-c jit=off' };
  const dataSource = await new DataSource({ type: 'postgres', url: settings.database, extra }).initialize();
  const app = await createHttpApp(AppModule.forRoot({ settings, eventLog, dataSource, logger }), settings, logger);
  return serve(app, settings, [() => eventLog.close(), () => dataSource.destroy()]);
}, 'the query service answers');
