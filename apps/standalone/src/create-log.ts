import { createTopics, EVENTS_TOPIC, parseKafkaAddress } from '@rapporteur/event-log-kafka';
import { openEventLog, type Settings, SettingsError } from '@rapporteur/platform';

/**
 * Makes the log that the settings name, and looks it over: on Kafka its topic, which nothing else makes; on Postgres its
 * tables, as the first start would. One that is there is left as it is. Answers what was done, in a sentence.
 * @throws SettingsError, or LogError LOG_PREFLIGHT_REFUSED where what is there is not as it must be
 */
export async function createLog({ log, partitions }: Settings): Promise<string> {
  if (log === undefined) {
    throw new SettingsError([
      'RAPPORTEUR_LOG is not set: the log in the embedded database is made by the first start',
    ]);
  }
  const made = log.startsWith('kafka') ? await createTopic(log, partitions) : undefined;
  const opened = await openEventLog(log, { partitions });
  await opened.close();
  const count = `${opened.partitions} ${opened.partitions === 1 ? 'partition' : 'partitions'}`;
  if (made === undefined) return `The log is there, with ${count}.`;
  return made.length > 0
    ? `Made the topic ${made.join(', ')}, with ${count}.`
    : `The topic was there already, with ${count}, and is as it must be: it was left alone.`;
}

function createTopic(log: string, partitions: number | undefined): Promise<readonly string[]> {
  const address = parseKafkaAddress(log);
  const asked = partitions === undefined ? {} : { partitions };
  return createTopics(address, [{ ...EVENTS_TOPIC, name: address.topic, ...asked }]);
}
