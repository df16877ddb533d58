import 'reflect-metadata';
import { createHttpApp, openEventLog, runApp, serve, SettingsError } from '@rapporteur/platform';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.ts';

await runApp(async (settings, logger) => {
  const { log, database } = settings;
  if (log === undefined || database === undefined) {
    throw new SettingsError([
      'RAPPORTEUR_LOG and RAPPORTEUR_DATABASE are both needed: give their URLs, or run standalone',
    ]);
  }
  const eventLog = await openEventLog(log, { partitions: settings.partitions });
  // A connection that breaks while it is idle is replaced when it is next needed.
  const poolErrorHandler = (): void => undefined;
  const dataSource = await new DataSource({ type: 'postgres', url: database, poolErrorHandler }).initialize();
  // Several may run on one machine.
  const owner = `${settings.instance}.${process.pid}`;
  const options = { settings, eventLog, dataSource, logger };
  const app = await createHttpApp(AppModule.forRoot(options, owner), settings, logger);
  return serve(app, settings, [() => eventLog.close(), () => dataSource.destroy()]);
}, 'the projector of decisions is at work');
