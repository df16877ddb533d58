import { stat } from 'node:fs/promises';
import type { DynamicModule } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { createHttpApp } from './http-app.ts';
import type { Logger } from './logger.ts';
import { openEventLog } from './open-event-log.ts';
import type { PlatformOptions } from './platform-module.ts';
import { type RunningService, serve } from './serve.ts';
import { SETTINGS, type Settings, SettingsError } from './settings.ts';

/** The definition of an app that runs as a process. */
export interface AppDefinition {
  /** Returns the root module of the app. */
  readonly module: (options: PlatformOptions) => DynamicModule;
  /** Connects to the read models. Absent in an app without them. */
  readonly openDatabase?: (url: string) => Promise<DataSource>;
  /** The log message once the app accepts requests. */
  readonly startedMessage: string;
}

/**
 * Opens the resources of an app and serves it. Its disposal closes them.
 * Rejects with a SettingsError if a URL is not set, a LogError, or the error of the database or of
 * listening.
 */
export async function startApp(
  definition: AppDefinition,
  settings: Settings,
  logger: Logger,
): Promise<RunningService> {
  const { log = '', database = '', partitions } = settings;
  requireSettings(settings, definition.openDatabase === undefined ? ['log'] : ['log', 'database']);
  await assertTextFolder(settings);

  const eventLog = await openEventLog(log, { partitions });
  const dataSource = await definition.openDatabase?.(database);
  const module = definition.module({
    settings,
    eventLog,
    logger,
    ...(dataSource === undefined ? {} : { dataSource }),
  });
  const app = await createHttpApp(module, settings, logger);
  return serve(app, settings, [() => eventLog.close(), async () => dataSource?.destroy()]);
}

function requireSettings(settings: Settings, names: readonly ('log' | 'database')[]): void {
  const missing = names.filter((name) => settings[name] === undefined);
  if (missing.length === 0) return;
  throw new SettingsError(
    missing.map((name) => `${SETTINGS[name].env} is not set: give its URL, or run standalone`),
  );
}

/**
 * Checks that a file is not in the place of the folder of texts, which the first text creates.
 * @throws SettingsError
 */
export async function assertTextFolder({ texts }: Pick<Settings, 'texts'>): Promise<void> {
  const found = await stat(texts).catch((error: unknown) => (error as NodeJS.ErrnoException).code);
  const isFile = typeof found === 'object' ? !found.isDirectory() : found === 'ENOTDIR';
  if (!isFile) return;
  throw new SettingsError([
    `${SETTINGS.texts.env} is \`${texts}\`, which is a file or below a file: name a folder`,
  ]);
}
