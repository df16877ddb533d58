import { randomBytes } from 'node:crypto';

const BYTES = 16;

/**
 * Returns a random id in Kafka's form. It never begins with a dash: Kafka's tools would parse an
 * option.
 */
export function kafkaUuid(): string {
  const id = randomBytes(BYTES).toString('base64url');
  return id.startsWith('-') ? kafkaUuid() : id;
}
