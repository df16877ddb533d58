import { type Head, createTailLostError } from '@rapporteur/event-log';
import type { FencedProducer } from './fenced-producer.ts';
import { retryTransient } from './kafka-error.ts';
import type { KafkaPartitionReader } from './kafka-partition-reader.ts';
import type { NewRecord } from './record-batch.ts';

/** A batch, and the head of the partition if the batch is accepted. */
export interface VerifiedAppend {
  readonly records: readonly NewRecord[];
  readonly head: Head;
  /** The end of the retries: of the append, and of reading the records before it. */
  readonly deadline: number;
}

/**
 * Appends a batch and returns true if it is accepted: it has exactly the expected offset, and every
 * earlier offset was folded. If foreign records lie in between, they are read first; a valid event
 * among them makes the batch void.
 * @throws SendError; LogError LOG_TAIL_LOST if the batch has an offset that was folded before
 */
export async function appendVerified(
  reader: KafkaPartitionReader,
  producer: FencedProducer,
  { records, head, deadline }: VerifiedAppend,
): Promise<boolean> {
  const { nextOffset, head: before } = reader.fold;
  const baseOffset = await producer.send(records, deadline - Date.now());
  if (baseOffset < nextOffset) throw createTailLostError(reader.partition, before.pseq, -1);

  if (baseOffset > nextOffset) {
    await retryTransient(() => reader.readThrough(baseOffset - 1), {
      timeoutMs: deadline - Date.now(),
    });
    if (reader.fold.head.pseq !== before.pseq) return false;
  }
  reader.fold.recordOwnBatch(head, baseOffset + records.length - 1);
  return true;
}
