import type { DynamicModule } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { createHttpApp } from './http-app.ts';
import type { Logger } from './logger.ts';
import { openEventLog } from './open-event-log.ts';
import type { PlatformOptions } from './platform-module.ts';
import { type RunningService, serve } from './serve.ts';
import { SETTINGS, type Settings, SettingsError } from './settings.ts';

/** What an app is made of, as a process of its own. */
export interface AppDefinition {
  /** The app over what was opened for it. */
  readonly module: (options: PlatformOptions) => DynamicModule;
  /** Connects to the read models; left out by an app that has none. */
  readonly openDatabase?: (url: string) => Promise<DataSource>;
  /** What it says when it answers. */
  readonly startedMessage: string;
}

function refuseUnset(settings: Settings, needed: readonly ('log' | 'database')[]): void {
  const unset = needed.filter((name) => settings[name] === undefined);
  if (unset.length === 0) return;
  throw new SettingsError(
    unset.map((name) => `${SETTINGS[name].env} is not set: give its URL, or run standalone`),
  );
}

/**
 * Opens what the app needs and serves it; what was opened closes after it.
 * @throws SettingsError where they do not say where that is, LogError, or the fault of the database or of listening
 */
export async function startApp(
  plan: AppDefinition,
  settings: Settings,
  logger: Logger,
): Promise<RunningService> {
  const { log = '', database = '', partitions } = settings;
  refuseUnset(settings, plan.openDatabase === undefined ? ['log'] : ['log', 'database']);
  const eventLog = await openEventLog(log, { partitions });
  const dataSource = await plan.openDatabase?.(database);
  const module = plan.module({
    settings,
    eventLog,
    logger,
    ...(dataSource === undefined ? {} : { dataSource }),
  });
  const app = await createHttpApp(module, settings, logger);
  return serve(app, settings, [() => eventLog.close(), async () => dataSource?.destroy()]);
}
