import { createTopics, EVENTS_TOPIC, parseKafkaAddress } from '@rapporteur/event-log-kafka';
import { openEventLog, type Settings, SettingsError } from '@rapporteur/platform';

/**
 * Creates the log that the settings name and checks it: on Kafka its topic, on Postgres its tables.
 * An existing log is not changed. Returns the result as a sentence. Rejects with a SettingsError if
 * no log is named, or with a LogError LOG_PREFLIGHT_REFUSED if an existing log has wrong settings.
 */
export async function createLog({ log, partitions }: Settings): Promise<string> {
  if (log === undefined) {
    const message =
      'RAPPORTEUR_LOG is not set. The first start creates the log in the embedded database';
    throw new SettingsError([message]);
  }

  const created = log.startsWith('kafka') ? await createTopic(log, partitions) : undefined;
  const opened = await openEventLog(log, { partitions });
  await opened.close();

  const count = `${opened.partitions} ${opened.partitions === 1 ? 'partition' : 'partitions'}`;
  if (created === undefined) return `The log exists, with ${count}.`;
  return created.length > 0
    ? `Created the topic ${created.join(', ')}, with ${count}.`
    : `The topic already exists, with ${count} and the right settings. It was not changed.`;
}

function createTopic(log: string, partitions: number | undefined): Promise<readonly string[]> {
  const address = parseKafkaAddress(log);
  const chosen = partitions === undefined ? {} : { partitions };
  return createTopics(address, [{ ...EVENTS_TOPIC, name: address.topic, ...chosen }]);
}
