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
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.ts';

const settings = readSettings(process.env);
if (settings.log === undefined || settings.database === undefined) {
  throw new SettingsError([
    'RAPPORTEUR_LOG and RAPPORTEUR_DATABASE are both needed: give their URLs, or run standalone',
  ]);
}
const logger = createLogger(settings);
const eventLog = await openEventLog(settings.log, { partitions: settings.partitions });
// A connection that breaks while it is idle is replaced when it is next needed.
const poolErrorHandler = (): void => undefined;
const dataSource = await new DataSource({ type: 'postgres', url: settings.database, poolErrorHandler }).initialize();
// Several may run on one machine.
const owner = `${settings.instance}.${process.pid}`;
const app = await createHttpApp(AppModule.forRoot({ settings, eventLog, dataSource, logger }, owner), settings, logger);
const service = await serve(app, settings, [() => eventLog.close(), () => dataSource.destroy()]);
stopOnSignal(service, logger);
logger.info({ url: service.url }, 'the projector of participation is at work');
