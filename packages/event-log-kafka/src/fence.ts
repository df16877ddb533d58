import type { Bytes, OwnerInfo } from '@rapporteur/event-log';
import type { NewRecord, ReadRecord } from './record-batch.ts';

/** The content types of the log's records. Any other record of the topic is foreign. */
export const CONTENT_TYPES = {
  event: 'application/cloudevents+json',
  fence: 'application/vnd.rapporteur.fence+json',
} as const;

const encoder = new TextEncoder();

/** The Kafka key of the records about a partition's writers. */
function createWriterKey(partition: number): Bytes {
  return encoder.encode(`writer-${partition}`);
}

/**
 * Returns a fence: the record that shows a partition's leader the new epoch, so that the leader
 * refuses older ones. It is not an event. Only its writer knows the nonce.
 */
export function createFenceRecord(
  partition: number,
  { instance }: OwnerInfo,
  nonce: string,
): NewRecord {
  const value = encoder.encode(JSON.stringify({ owner: instance, nonce }));
  return { key: createWriterKey(partition), value, contentType: CONTENT_TYPES.fence };
}

/** True if a record is the fence with this nonce. */
export function isFence(record: ReadRecord, nonce: string): boolean {
  if (record.contentType !== CONTENT_TYPES.fence || !record.value) return false;
  try {
    return (JSON.parse(record.value.toString('utf8')) as { nonce?: unknown }).nonce === nonce;
  } catch {
    return false;
  }
}
