import { openKafka, type KafkaHandle } from '@rapporteur/local-kafka';

/** The Kafka named in RAPPORTEUR_TEST_KAFKA, else one in Docker if an engine answers, else a local one. */
export async function startKafkaServer(): Promise<KafkaHandle> {
  const named = process.env['RAPPORTEUR_TEST_KAFKA'];
  const kafka = await openKafka({ brokers: named ? named.split(',') : undefined });
  return named ? { ...kafka, kind: 'the brokers named in RAPPORTEUR_TEST_KAFKA' } : kafka;
}
