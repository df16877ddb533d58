import { randomBytes } from 'node:crypto';

const BYTES = 16;

/** An id as Kafka writes them. Never one that a program could take for an option. */
export function kafkaUuid(): string {
  const id = randomBytes(BYTES).toString('base64url');
  return id.startsWith('-') ? kafkaUuid() : id;
}
