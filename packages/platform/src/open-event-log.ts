import type { EventLog } from '@rapporteur/event-log';
import { PostgresLog } from '@rapporteur/event-log-postgres';
import { SettingsError } from './settings.ts';

/** How a log is opened: the count of partitions matters only to a log that is made now. */
export interface OpenEventLogOptions {
  readonly partitions?: number | undefined;
}

/**
 * Opens the log of record that a URL names: the scheme says which kind it is.
 * @throws LogError where it cannot be reached or is not as it was made; SettingsError where the kind is unknown.
 */
export async function openEventLog(url: string, { partitions }: OpenEventLogOptions = {}): Promise<EventLog> {
  const { protocol } = new URL(url);
  if (protocol === 'postgres:' || protocol === 'postgresql:') {
    return PostgresLog.open({ url, ...(partitions === undefined ? {} : { partitions }) });
  }
  throw new SettingsError([`RAPPORTEUR_LOG names a kind of log that this version does not keep: ${protocol}//`]);
}
