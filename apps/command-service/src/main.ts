import 'reflect-metadata';
import { createHttpApp, openEventLog, runApp, serve, SettingsError } from '@rapporteur/platform';
import { AppModule } from './app.module.ts';

await runApp(async (settings, logger) => {
  if (settings.log === undefined) {
    throw new SettingsError(['RAPPORTEUR_LOG is not set: give the URL of the log, or run standalone']);
  }
  const eventLog = await openEventLog(settings.log, { partitions: settings.partitions });
  const app = await createHttpApp(AppModule.forRoot({ settings, eventLog, logger }), settings, logger);
  return serve(app, settings, [() => eventLog.close()]);
}, 'the command service takes commands');
