import type { EventLog } from '@rapporteur/event-log';
import { KafkaLog } from '@rapporteur/event-log-kafka';
import { PostgresLog } from '@rapporteur/event-log-postgres';

/** Opens the log at a URL, with one partition if it is created now. */
export function openLog(url: string): Promise<EventLog> {
  return url.startsWith('kafka:')
    ? KafkaLog.open({ url })
    : PostgresLog.open({ url, partitions: 1 });
}
