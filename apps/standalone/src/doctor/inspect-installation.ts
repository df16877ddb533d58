/** Looks an installation over by its settings alone. It changes nothing, and needs no server to run. */
import { existsSync, readFileSync } from 'node:fs';
import { EmbeddedPostgresError } from '@rapporteur/embedded-postgres';
import { type EventLog, type PreflightFinding, LogError } from '@rapporteur/event-log';
import {
  openLogForInspection,
  redactSettings,
  formatError,
  type Settings,
  SettingsError,
} from '@rapporteur/platform';
import { inspectPositions } from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { DataSource } from 'typeorm';
import { getDatabaseFolder, openStorage, type StandaloneStorage } from '../storage.ts';
import { type AreaFinding, type DoctorReport, withArea } from './doctor-report.ts';
import { inspectTexts } from './inspect-texts.ts';

const MANIFEST = new URL('../../package.json', import.meta.url);

/** Looks over the log, the database, the read models and the texts that the settings name. */
export async function inspectInstallation(settings: Settings): Promise<DoctorReport> {
  await using opened = new AsyncDisposableStack();
  const storage = await findStorage(settings, opened);
  const { log, findings } = await lookOverLog(storage.logUrl, settings, opened);
  const database = await lookOverDatabase(storage.databaseUrl, log, opened);
  const texts = await inspectTexts(settings.texts);
  return {
    schemaVersion: 1,
    versions: { rapporteur: ownVersion(), node: process.versions.node, ...database.versions },
    settings: redactSettings(settings),
    findings: [
      ...withArea('database', storage.findings),
      ...withArea('log', findings),
      ...database.findings,
      ...withArea('texts', texts),
    ],
  };
}

function ownVersion(): string {
  return (JSON.parse(readFileSync(MANIFEST, 'utf8')) as { readonly version: string }).version;
}

/** Where log and read models are, undefined where that is not known. */
interface StorageInspection extends Partial<Pick<StandaloneStorage, 'logUrl' | 'databaseUrl'>> {
  readonly findings: readonly PreflightFinding[];
}

/** A database of our own is started for this, but not made. */
async function findStorage(
  settings: Settings,
  opened: AsyncDisposableStack,
): Promise<StorageInspection> {
  const { log, database } = settings;
  const named = {
    ...(log === undefined ? {} : { logUrl: log }),
    ...(database === undefined ? {} : { databaseUrl: database }),
  };
  const folder = getDatabaseFolder(settings);
  const about = { setting: 'embedded database', value: folder };
  if ((log === undefined || database === undefined) && !existsSync(folder)) {
    return {
      ...named,
      findings: [
        {
          level: 'ok',
          ...about,
          value: `none in ${folder} yet`,
          remedy: 'The first start makes it.',
        },
      ],
    };
  }
  try {
    const { logUrl, databaseUrl } = opened.use(await openStorage(settings));
    return { logUrl, databaseUrl, findings: [] };
  } catch (error) {
    if (!(error instanceof EmbeddedPostgresError)) throw error;
    const inUse = error.code === 'EMBEDDED_POSTGRES_FOLDER_IN_USE';
    const remedy = inUse
      ? `${error.message} While it runs, \`rapporteur status\` asks it how it is.`
      : error.message;
    return { ...named, findings: [{ level: inUse ? 'warning' : 'refuse', ...about, remedy }] };
  }
}

async function lookOverLog(
  url: string | undefined,
  { partitions }: Settings,
  opened: AsyncDisposableStack,
): Promise<{ readonly log?: EventLog; readonly findings: readonly PreflightFinding[] }> {
  if (url === undefined) return { findings: [] };
  try {
    const log = opened.adopt(await openLogForInspection(url, { partitions }), (one) => one.close());
    return { log, findings: await log.preflight() };
  } catch (error) {
    if (error instanceof LogError) {
      const level = error.code === 'LOG_NOT_MADE' ? 'ok' : 'refuse';
      return {
        findings: [{ level, setting: 'RAPPORTEUR_LOG', value: error.code, remedy: error.message }],
      };
    }
    if (!(error instanceof SettingsError || error instanceof RangeError)) throw error;
    return {
      findings: [
        { level: 'refuse', setting: 'RAPPORTEUR_LOG', value: error.name, remedy: error.message },
      ],
    };
  }
}

async function lookOverDatabase(
  url: string | undefined,
  log: EventLog | undefined,
  opened: AsyncDisposableStack,
): Promise<{
  readonly versions?: DoctorReport['versions'];
  readonly findings: readonly AreaFinding[];
}> {
  if (url === undefined) return { findings: [] };
  try {
    const connecting = new DataSource({
      type: 'postgres',
      url,
      applicationName: 'rapporteur doctor',
    }).initialize();
    const dataSource = opened.adopt(await connecting, (one) => one.destroy());
    const [row]: { postgres: string }[] = await dataSource.query(
      "SELECT current_setting('server_version') AS postgres",
    );
    const reached: PreflightFinding = {
      level: 'ok',
      setting: 'RAPPORTEUR_DATABASE',
      value: 'it answers',
      remedy: '',
    };
    const positions = log === undefined ? [] : await inspectPositions(dataSource, log, READ_MODELS);
    return {
      versions: { ...row },
      findings: [...withArea('database', [reached]), ...withArea('read models', positions)],
    };
  } catch (error) {
    const finding: PreflightFinding = {
      level: 'refuse',
      setting: 'RAPPORTEUR_DATABASE',
      value: error instanceof Error ? error.message : String(error),
      remedy: formatError(error),
    };
    return { findings: withArea('database', [finding]) };
  }
}
