import 'reflect-metadata';
import {
  createHttpApp,
  createLogger,
  openEventLog,
  readSettings,
  serve,
  SettingsError,
  stopOnSignal,
} from '@rapporteur/platform';
import { AppModule } from './app.module.ts';

const settings = readSettings(process.env);
if (settings.log === undefined) {
  throw new SettingsError(['RAPPORTEUR_LOG is not set: give the URL of the log, or run standalone']);
}
const logger = createLogger(settings);
const eventLog = await openEventLog(settings.log, { partitions: settings.partitions });
const app = await createHttpApp(AppModule.forRoot({ settings, eventLog, logger }), settings, logger);
const service = await serve(app, settings, [() => eventLog.close()]);
stopOnSignal(service, logger);
logger.info({ url: service.url }, 'the command service takes commands');
