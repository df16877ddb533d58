import { type EventLog, LogError } from '@rapporteur/event-log';
import { KafkaLog } from '@rapporteur/event-log-kafka';
import { PostgresLog } from '@rapporteur/event-log-postgres';
import { SettingsError } from './settings.ts';

export interface OpenEventLogOptions {
  /** The partition count, if the log is created now. */
  readonly partitions?: number | undefined;
}

/**
 * Opens the log at a URL, and creates it if it does not exist.
 * Rejects with a LogError if it cannot be reached or is set up wrong, and a SettingsError for an
 * unknown kind of log.
 */
export async function openEventLog(
  url: string,
  options: OpenEventLogOptions = {},
): Promise<EventLog> {
  const log = await open(url, options, true);
  try {
    await assertLogUsable(log);
    return log;
  } catch (error) {
    await log.close();
    throw error;
  }
}

/**
 * Opens an existing log, also if its preflight fails. Rejects as {@link openEventLog}, also if it
 * does not exist.
 */
export async function openLogForInspection(
  url: string,
  options: OpenEventLogOptions = {},
): Promise<EventLog> {
  return open(url, options, false);
}

/** Rejects with a LogError if the log's set-up could lose or duplicate acknowledged events. */
export async function assertLogUsable(log: EventLog): Promise<void> {
  const findings = (await log.preflight()).filter(({ level }) => level === 'refuse');
  if (findings.length === 0) return;
  const lines = findings.map(({ setting, value, remedy }) => `  ${setting} is ${value}: ${remedy}`);
  throw new LogError(
    'LOG_PREFLIGHT_REFUSED',
    `The log is not set up correctly:\n${lines.join('\n')}`,
  );
}

async function open(
  url: string,
  { partitions }: OpenEventLogOptions,
  createIfMissing: boolean,
): Promise<EventLog> {
  const options = { url, ...(partitions === undefined ? {} : { partitions }) };
  const [scheme = ''] = url.split('://');
  if (scheme === 'postgres' || scheme === 'postgresql') {
    return PostgresLog.open({ ...options, createIfMissing });
  }
  if (scheme === 'kafka' || scheme === 'kafkas') return KafkaLog.open(options);
  throw new SettingsError([`RAPPORTEUR_LOG has an unknown kind of log: ${scheme}://`]);
}
