/** Inspects an installation by its settings. It changes nothing, and needs no running server. */
import { readFileSync } from 'node:fs';
import { EmbeddedPostgresError, hasCluster } from '@rapporteur/embedded-postgres';
import { type EventLog, LogError, type PreflightFinding } from '@rapporteur/event-log';
import {
  formatError,
  openLogForInspection,
  redactSettings,
  type Settings,
  SettingsError,
} from '@rapporteur/platform';
import { inspectPositions, openReadModels, ProjectionError } from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { ExplainedFailure, maskSecrets } from '@rapporteur/resilience';
import { getDatabaseFolder, openStorage, type StandaloneStorage } from '../storage.ts';
import { type AreaFinding, type DoctorReport, addArea } from './doctor-report.ts';
import { inspectTexts } from './inspect-texts.ts';

const MANIFEST = new URL('../../package.json', import.meta.url);

/** Inspects the log, the database, the read models and the texts of the settings. */
export async function inspectInstallation(settings: Settings): Promise<DoctorReport> {
  await using opened = new AsyncDisposableStack();
  const storage = await inspectStorage(settings, opened);
  const { log, findings } = await inspectLog(storage.logUrl, settings, opened);
  const database = await inspectDatabase(storage.databaseUrl, log, opened);
  const texts = await inspectTexts(settings.texts);

  return {
    schemaVersion: 1,
    versions: { rapporteur: readOwnVersion(), node: process.versions.node, ...database.versions },
    settings: redactSettings(settings),
    findings: [
      ...addArea('database', storage.findings),
      ...addArea('log', findings),
      ...database.findings,
      ...addArea('texts', texts),
    ].map(maskFinding),
  };
}

// Errors of drivers may cite an address.
function maskFinding(finding: AreaFinding): AreaFinding {
  return {
    ...finding,
    value: maskSecrets(finding.value),
    remedy: maskSecrets(finding.remedy),
  };
}

function readOwnVersion(): string {
  return (JSON.parse(readFileSync(MANIFEST, 'utf8')) as { readonly version: string }).version;
}

/** The URLs of the log and the database, as far as they are known. */
interface StorageInspection extends Partial<Pick<StandaloneStorage, 'logUrl' | 'databaseUrl'>> {
  readonly findings: readonly PreflightFinding[];
}

/** Starts the embedded database if the settings need it. It does not create one. */
async function inspectStorage(
  settings: Settings,
  opened: AsyncDisposableStack,
): Promise<StorageInspection> {
  const { log, database } = settings;
  const urls = {
    ...(log === undefined ? {} : { logUrl: log }),
    ...(database === undefined ? {} : { databaseUrl: database }),
  };
  const folder = getDatabaseFolder(settings);
  const setting = 'embedded database';
  if ((log === undefined || database === undefined) && !(await hasCluster(folder))) {
    const value = `none in ${folder} yet`;
    const remedy = 'The first start creates it.';
    return { ...urls, findings: [{ level: 'ok', setting, value, remedy }] };
  }

  try {
    const { logUrl, databaseUrl } = opened.use(await openStorage(settings));
    return { logUrl, databaseUrl, findings: [] };
  } catch (error) {
    if (!(error instanceof EmbeddedPostgresError)) throw error;
    const isInUse = error.code === 'EMBEDDED_POSTGRES_FOLDER_IN_USE';
    const level = isInUse ? 'warning' : 'refuse';
    const hint = isInUse ? ' `rapporteur status` shows the state of the running server.' : '';
    const remedy = `${error.message}${hint}`;
    return { ...urls, findings: [{ level, setting, value: folder, remedy }] };
  }
}

async function inspectLog(
  url: string | undefined,
  { partitions }: Settings,
  opened: AsyncDisposableStack,
): Promise<{ readonly log?: EventLog; readonly findings: readonly PreflightFinding[] }> {
  if (url === undefined) return { findings: [] };

  try {
    const log = opened.adopt(await openLogForInspection(url, { partitions }), (one) => one.close());
    return { log, findings: await log.preflight() };
  } catch (error) {
    const isLogError = error instanceof LogError;
    if (!isLogError && !(error instanceof SettingsError || error instanceof RangeError))
      throw error;
    const level = isLogError && error.code === 'LOG_NOT_MADE' ? 'ok' : 'refuse';
    const value = isLogError ? error.code : error.name;
    return {
      findings: [{ level, setting: 'RAPPORTEUR_LOG', value, remedy: error.message }],
    };
  }
}

async function inspectDatabase(
  url: string | undefined,
  log: EventLog | undefined,
  opened: AsyncDisposableStack,
): Promise<{
  readonly versions?: DoctorReport['versions'];
  readonly findings: readonly AreaFinding[];
}> {
  if (url === undefined) return { findings: [] };

  const setting = 'RAPPORTEUR_DATABASE';
  try {
    const dataSource = opened.adopt(await openReadModels(url), (one) => one.destroy());
    const [versions]: { postgres: string }[] = await dataSource.query(
      "SELECT current_setting('server_version') AS postgres",
    );
    const reachable: PreflightFinding = { level: 'ok', setting, value: 'reachable', remedy: '' };
    const positions = log === undefined ? [] : await inspectPositions(dataSource, log, READ_MODELS);
    return {
      versions: { ...versions },
      findings: [...addArea('database', [reachable]), ...addArea('read models', positions)],
    };
  } catch (error) {
    const isKnown = error instanceof ProjectionError || error instanceof ExplainedFailure;
    const value = isKnown ? error.code : String(error);
    const remedy = error instanceof ProjectionError ? error.message : formatError(error);
    return { findings: addArea('database', [{ level: 'refuse', setting, value, remedy }]) };
  }
}
