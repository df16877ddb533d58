/**
 * Restores one partition from an export.
 * 1. Everything is checked before anything is appended.
 * 2. The partition is fenced first: whoever writes to it can append no more.
 * 3. A command is never split over two batches; commands share one while it is within the limits.
 */
import { parseTrustedEvent } from '@rapporteur/contracts';
import {
  BATCH_BYTES_MAX,
  BATCH_EVENTS_MAX,
  type Bytes,
  checkRestoredEvent,
  EMPTY_HEAD,
  type Head,
  checkAcceptance,
  LogError,
  type RecordedEvent,
} from '@rapporteur/event-log';
import { appendVerified } from './verified-append.ts';
import { type FencedProducer, SendError } from './fenced-producer.ts';
import { isFencedError } from './kafka-error.ts';
import { toKafkaRecord } from './kafka-writer.ts';
import type { KafkaPartitionReader } from './kafka-partition-reader.ts';
import type { TemporaryEventFile } from './temporary-event-file.ts';

/** Checks an export and keeps it. @throws LogError LOG_BATCH_INVALID */
export async function storeCheckedExport(
  chunks: AsyncIterable<readonly Bytes[]>,
  target: { partition: number; partitions: number },
  spool: TemporaryEventFile,
): Promise<void> {
  let head = EMPTY_HEAD;
  const size = new CommandSize();
  for await (const chunk of chunks) {
    for (const bytes of chunk) {
      const { records, head: next } = checkRestoredEvent(head, bytes, target);
      for (const { event } of records) size.add(event.commandid, bytes.length);
      head = next;
      await spool.append(bytes);
    }
  }
}

/** Appends what was kept. @throws LogError LOG_WRITER_FENCED, LOG_OUTCOME_UNKNOWN */
export async function appendStoredExport(
  spool: TemporaryEventFile,
  reader: KafkaPartitionReader,
  producer: FencedProducer,
  batchForMs: number,
): Promise<void> {
  for await (const events of inBatches(spool.readAll())) {
    const head = events.reduce(continued, reader.fold.head);
    const appending = {
      records: events.map(toKafkaRecord),
      head,
      deadline: Date.now() + batchForMs,
    };
    const counts = await appendVerified(reader, producer, appending).catch((fault: unknown) => {
      throw brokenOff(reader, fault);
    });
    if (!counts) throw overtaken(reader);
  }
}

function brokenOff(reader: KafkaPartitionReader, fault: unknown): unknown {
  if (!(fault instanceof SendError)) return fault;
  if (isFencedError(fault.cause)) return overtaken(reader, fault);
  const message = `The restore of partition ${reader.partition} broke off behind pseq ${reader.fold.head.pseq}: ${fault.message}. Begin again with a new topic.`;
  return new LogError('LOG_OUTCOME_UNKNOWN', message, { cause: fault });
}

function overtaken({ partition }: KafkaPartitionReader, cause?: unknown): LogError {
  const message = `Another writer opened partition ${partition} while it was restored. Restore into a topic that nobody writes to.`;
  return new LogError('LOG_WRITER_FENCED', message, { cause });
}

/** The sizes of commands, one after the other. */
class CommandSize {
  #commandid = '';
  #events = 0;
  #bytes = 0;

  add(commandid: string, bytes: number): void {
    const begins = commandid !== this.#commandid;
    this.#commandid = commandid;
    this.#events = begins ? 1 : this.#events + 1;
    this.#bytes = begins ? bytes : this.#bytes + bytes;
    if (this.#events > BATCH_EVENTS_MAX || this.#bytes > BATCH_BYTES_MAX)
      throw new LogError(
        'LOG_BATCH_INVALID',
        `Command ${commandid} is larger than a batch of this log.`,
      );
  }
}

async function* inBatches(events: AsyncIterable<Bytes>): AsyncGenerator<RecordedEvent[]> {
  let batch: RecordedEvent[] = [];
  let command: RecordedEvent[] = [];
  for await (const bytes of events) {
    const recorded = { bytes, event: parseTrustedEvent(bytes) };
    if (command[0] && command[0].event.commandid !== recorded.event.commandid) {
      if (batch.length > 0 && !fitTogether(batch, command)) {
        yield batch;
        batch = [];
      }
      batch.push(...command);
      command = [];
    }
    command.push(recorded);
  }
  if (batch.length > 0 && !fitTogether(batch, command)) {
    yield batch;
    batch = [];
  }
  if (batch.length + command.length > 0) yield [...batch, ...command];
}

function fitTogether(batch: readonly RecordedEvent[], command: readonly RecordedEvent[]): boolean {
  const bytes = [...batch, ...command].reduce((sum, each) => sum + each.bytes.length, 0);
  return batch.length + command.length <= BATCH_EVENTS_MAX && bytes <= BATCH_BYTES_MAX;
}

function continued(head: Head, { event }: RecordedEvent): Head {
  const verdict = checkAcceptance(head, event);
  if (verdict.kind !== 'valid')
    throw new LogError('LOG_BATCH_INVALID', `It cannot be restored: ${verdict.reason}.`);
  return verdict.head;
}
