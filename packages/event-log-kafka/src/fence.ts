import type { Bytes, OwnerInfo } from '@rapporteur/event-log';
import type { NewRecord, ReadRecord } from './record-batch.ts';

/** What a record of the log says it is. Anything else in the topic is foreign. */
export const CONTENT_TYPES = {
  event: 'application/cloudevents+json',
  fence: 'application/vnd.rapporteur.fence+json',
} as const;

const encoder = new TextEncoder();

/** The Kafka key of what a partition's writers say of themselves. */
function writerKey(partition: number): Bytes {
  return encoder.encode(`writer-${partition}`);
}

/**
 * A fence: the record that shows a leader the new epoch, so that it refuses the older ones from then on.
 * It is no event. The nonce is known to its writer alone.
 */
export function fenceRecord(partition: number, { owner }: OwnerInfo, nonce: string): NewRecord {
  const value = encoder.encode(JSON.stringify({ owner, nonce }));
  return { key: writerKey(partition), value, contentType: CONTENT_TYPES.fence };
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
