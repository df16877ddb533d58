// Restores one partition from an export.
// 1. Everything is checked before anything is appended: "keeps nothing of an export with …".
// 2. The partition is fenced first, so that no other writer can append:
//    "rejects a partition to which another writer appends …".
// 3. A command is never split over two batches; commands share a batch within its limits:
//    "does not split a command, however the chunks are cut".
import { parseTrustedEvent } from '@rapporteur/contracts';
import {
  BATCH_BYTES_MAX,
  BATCH_EVENTS_MAX,
  type Bytes,
  checkAcceptance,
  checkRestoredEvent,
  COMMAND_BYTES_MAX,
  COMMAND_EVENTS_MAX,
  EMPTY_HEAD,
  type Head,
  LogError,
  type RecordedEvent,
} from '@rapporteur/event-log';
import { type FencedProducer, SendError } from './fenced-producer.ts';
import { isFencedError } from './kafka-error.ts';
import type { KafkaPartitionReader } from './kafka-partition-reader.ts';
import { toKafkaRecord } from './kafka-writer.ts';
import type { TemporaryEventFile } from './temporary-event-file.ts';
import { appendVerified } from './verified-append.ts';

/** Checks the events of an export and stores them in a file. @throws LogError LOG_BATCH_INVALID */
export async function storeCheckedExport(
  chunks: AsyncIterable<readonly Bytes[]>,
  target: { partition: number; partitions: number },
  file: TemporaryEventFile,
): Promise<void> {
  let head = EMPTY_HEAD;
  const size = new CommandSize();
  for await (const chunk of chunks) {
    for (const bytes of chunk) {
      const checked = checkRestoredEvent(head, bytes, target);
      for (const { event } of checked.records) size.add(event.commandid, bytes.length);
      head = checked.head;
      await file.append(bytes);
    }
  }
}

/**
 * Appends the stored events to the partition.
 * @throws LogError LOG_WRITER_FENCED, LOG_OUTCOME_UNKNOWN
 */
export async function appendStoredExport(
  file: TemporaryEventFile,
  reader: KafkaPartitionReader,
  { producer, batchTimeoutMs }: { producer: FencedProducer; batchTimeoutMs: number },
): Promise<void> {
  for await (const events of groupCommands(file.readAll())) {
    const isAccepted = await appendVerified(reader, producer, {
      records: events.map(toKafkaRecord),
      head: events.reduce(advanceHead, reader.fold.head),
      deadline: Date.now() + batchTimeoutMs,
    }).catch((error: unknown) => {
      throw toRestoreError(reader, error);
    });
    if (!isAccepted) throw createFencedLogError(reader);
  }
}

function toRestoreError(reader: KafkaPartitionReader, error: unknown): unknown {
  if (!(error instanceof SendError)) return error;
  if (isFencedError(error.cause)) return createFencedLogError(reader, error);
  const message =
    `The restore of partition ${reader.partition} stopped after pseq ${reader.fold.head.pseq}: ` +
    `${error.message}. Start again with a new topic.`;
  return new LogError('LOG_OUTCOME_UNKNOWN', message, { cause: error });
}

function createFencedLogError({ partition }: KafkaPartitionReader, cause?: unknown): LogError {
  const message =
    `Another writer opened partition ${partition} during the restore. ` +
    'Restore into a topic without other writers.';
  return new LogError('LOG_WRITER_FENCED', message, { cause });
}

/** Checks that each command fits into a batch. */
class CommandSize {
  #commandId = '';
  #events = 0;
  #bytes = 0;

  add(commandId: string, bytes: number): void {
    const isNew = commandId !== this.#commandId;
    this.#commandId = commandId;
    this.#events = isNew ? 1 : this.#events + 1;
    this.#bytes = isNew ? bytes : this.#bytes + bytes;
    if (this.#events > BATCH_EVENTS_MAX || this.#bytes > BATCH_BYTES_MAX)
      throw new LogError(
        'LOG_BATCH_INVALID',
        `Command ${commandId} exceeds the limits of a batch: ` +
          `${BATCH_EVENTS_MAX} events, ${BATCH_BYTES_MAX} bytes.`,
      );
  }
}

/** Yields batches of whole commands, as large as the limits allow. */
async function* groupCommands(events: AsyncIterable<Bytes>): AsyncGenerator<RecordedEvent[]> {
  let batch: RecordedEvent[] = [];
  for await (const command of splitCommands(events)) {
    if (batch.length > 0 && !fitsWith(batch, command)) {
      yield batch;
      batch = [];
    }
    batch.push(...command);
  }
  if (batch.length > 0) yield batch;
}

async function* splitCommands(events: AsyncIterable<Bytes>): AsyncGenerator<RecordedEvent[]> {
  let command: RecordedEvent[] = [];
  for await (const bytes of events) {
    const recorded = { bytes, event: parseTrustedEvent(bytes) };
    if (command[0] && command[0].event.commandid !== recorded.event.commandid) {
      yield command;
      command = [];
    }
    command.push(recorded);
  }
  if (command.length > 0) yield command;
}

function fitsWith(batch: readonly RecordedEvent[], command: readonly RecordedEvent[]): boolean {
  const bytes = [...batch, ...command].reduce((sum, each) => sum + each.bytes.length, 0);
  return batch.length + command.length <= COMMAND_EVENTS_MAX && bytes <= COMMAND_BYTES_MAX;
}

function advanceHead(head: Head, { event }: RecordedEvent): Head {
  const acceptance = checkAcceptance(head, event);
  if (acceptance.kind !== 'valid')
    throw new LogError('LOG_BATCH_INVALID', `Cannot restore the event: ${acceptance.reason}.`);
  return acceptance.head;
}
