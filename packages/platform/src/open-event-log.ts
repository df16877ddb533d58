import { type EventLog, LogError } from '@rapporteur/event-log';
import { KafkaLog } from '@rapporteur/event-log-kafka';
import { PostgresLog } from '@rapporteur/event-log-postgres';
import { SettingsError } from './settings.ts';

/** How a log is opened: the count of partitions matters only to a log that is made now. */
export interface OpenEventLogOptions {
  readonly partitions?: number | undefined;
}

async function open(
  url: string,
  { partitions }: OpenEventLogOptions,
  make: boolean,
): Promise<EventLog> {
  const options = { url, ...(partitions === undefined ? {} : { partitions }) };
  const [scheme = ''] = url.split('://');
  if (scheme === 'postgres' || scheme === 'postgresql')
    return PostgresLog.open({ ...options, createIfMissing: make });
  if (scheme === 'kafka' || scheme === 'kafkas') return KafkaLog.open(options);
  throw new SettingsError([
    `RAPPORTEUR_LOG names a kind of log that this version does not keep: ${scheme}://`,
  ]);
}

/** Refuses a log that cannot be reached, or is set up so that it could lose or double what it acknowledges. */
export async function assertLogUsable(log: EventLog): Promise<void> {
  const findings = (await log.preflight()).filter(({ level }) => level === 'refuse');
  if (findings.length === 0) return;
  const lines = findings.map(({ setting, value, remedy }) => `  ${setting} is ${value}: ${remedy}`);
  throw new LogError(
    'LOG_PREFLIGHT_REFUSED',
    `The log is not set up as it must be:\n${lines.join('\n')}`,
  );
}

/**
 * Opens the log of record that a URL names: the scheme says which kind it is.
 * @throws LogError where it cannot be reached, is not as it was made, or is set up wrong; SettingsError where the kind
 * is unknown.
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
 * Opens the log to be looked over, whatever the preflight says of it, and makes none.
 * @throws LogError where it cannot be reached, is not there, or is not as it was made; SettingsError
 */
export async function openLogForInspection(
  url: string,
  options: OpenEventLogOptions = {},
): Promise<EventLog> {
  return open(url, options, false);
}
