import { openKafka, type KafkaHandle } from '@rapporteur/local-kafka';

/**
 * Returns the Kafka of RAPPORTEUR_TEST_KAFKA; otherwise starts one in Docker, or locally if Docker
 * is not available.
 */
export async function startKafkaServer(): Promise<KafkaHandle> {
  const named = process.env['RAPPORTEUR_TEST_KAFKA'];
  const kafka = await openKafka({ brokers: named ? named.split(',') : undefined });
  return named ? { ...kafka, kind: 'the brokers named in RAPPORTEUR_TEST_KAFKA' } : kafka;
}
