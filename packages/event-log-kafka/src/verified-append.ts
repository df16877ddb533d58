import { type Head, tailLostError } from '@rapporteur/event-log';
import type { FencedProducer } from './fenced-producer.ts';
import { retryTransient } from './kafka-error.ts';
import type { KafkaPartitionReader } from './kafka-partition-reader.ts';
import type { NewRecord } from './record-batch.ts';

/** A batch, and where the partition stands if it counts. */
export interface VerifiedAppend {
  readonly records: readonly NewRecord[];
  readonly head: Head;
  /** Until when it is sent again, and until when what came before it is read. */
  readonly deadline: number;
}

/**
 * Appends a batch, and answers whether it counts: only what landed exactly where expected does, every earlier offset
 * having been folded. Foreign records that came in between are read first; if one of them is an event that counts,
 * the batch is void.
 * @throws SendFault, LogError LOG_TAIL_LOST where the log lets it land before what was already folded.
 */
export async function appendVerified(
  reader: KafkaPartitionReader,
  producer: FencedProducer,
  { records, head, deadline }: VerifiedAppend,
): Promise<boolean> {
  const { position, head: before } = reader.fold;
  const base = await producer.send(records, deadline);
  if (base < position) throw tailLostError(reader.partition, before.pseq, -1);
  if (base > position) {
    await retryTransient({ timeoutMs: deadline - Date.now() }, () => reader.readThrough(base - 1));
    if (reader.fold.head.pseq !== before.pseq) return false;
  }
  reader.fold.recordOwnBatch(head, base + records.length - 1);
  return true;
}
