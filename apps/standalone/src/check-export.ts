/**
 * Checks a whole export before the first event is restored: an append cannot be undone. Tests:
 * check-export.spec.ts. In addition to the rules of a log, which each partition checks alone:
 * 1. Every partition of the log has one file.
 * 2. Each command, and so each event id, is in one place only.
 * 3. This release can read every type of event.
 */
import { CATALOGUE, UnknownEventError } from '@rapporteur/contracts';
import {
  type Bytes,
  checkRestoredEvent,
  EMPTY_HEAD,
  isWriterOpened,
  LogError,
  type RecordedEvent,
} from '@rapporteur/event-log';

/** One partition of an export. */
interface ExportedPartition {
  readonly partition: number;
  /** Returns the lines of its file. */
  readonly read: () => AsyncIterable<readonly Bytes[]>;
}

/**
 * Checks all partitions of an export for a log with `partitions` partitions.
 * @throws LogError LOG_BATCH_INVALID, which names the partition and the event
 */
export async function checkExport(
  exported: readonly ExportedPartition[],
  partitions: number,
): Promise<void> {
  const given = exported.map(({ partition }) => partition).toSorted((a, b) => a - b);
  const isWhole = given.length === partitions && given.every((partition, n) => partition === n);
  if (!isWhole)
    throw new LogError(
      'LOG_BATCH_INVALID',
      `The export has files of the partitions ${given.join(', ') || 'none'}, and the log has ` +
        `${partitions} partitions. Use a whole export of a log with as many partitions.`,
    );

  const commands = new CommandPlaces();
  for (const { partition, read } of exported) {
    try {
      await checkPartition(read(), { partition, partitions }, commands);
    } catch (cause) {
      if (!(cause instanceof LogError)) throw cause;
      const message = `Nothing was restored. Partition ${partition}: ${cause.message}`;
      throw new LogError(cause.code, message, { cause });
    }
  }
}

async function checkPartition(
  chunks: AsyncIterable<readonly Bytes[]>,
  target: { readonly partition: number; readonly partitions: number },
  commands: CommandPlaces,
): Promise<void> {
  let head = EMPTY_HEAD;
  for await (const chunk of chunks) {
    for (const bytes of chunk) {
      const checked = checkRestoredEvent(head, bytes, target);
      for (const record of checked.records) {
        commands.add(record, target.partition);
        checkType(record);
      }
      head = checked.head;
    }
  }
}

/** The commands of the events so far. The events of one command are adjacent. */
class CommandPlaces {
  readonly #ended = new Map<string, number>();
  #current = { commandId: '', partition: -1, ids: new Set<string>() };

  add({ event }: RecordedEvent, partition: number): void {
    const { id, commandid, pseq } = event;
    if (id.slice(0, id.lastIndexOf('.')) !== commandid)
      throw invalidEvent(pseq, `its id \`${id}\` does not begin with its command \`${commandid}\``);

    if (commandid !== this.#current.commandId || partition !== this.#current.partition) {
      const other = this.#ended.get(commandid);
      if (other !== undefined)
        throw invalidEvent(pseq, `its command \`${commandid}\` is also in partition ${other}`);
      this.#ended.set(commandid, partition);
      this.#current = { commandId: commandid, partition, ids: new Set() };
    }
    if (this.#current.ids.has(id)) throw invalidEvent(pseq, `another event has its id \`${id}\``);
    this.#current.ids.add(id);
  }
}

function checkType({ event }: RecordedEvent): void {
  if (isWriterOpened(event)) return;
  try {
    CATALOGUE.decode(event);
  } catch (cause) {
    if (!(cause instanceof UnknownEventError)) throw cause;
    throw invalidEvent(
      event.pseq,
      `this release cannot read it: ${cause.message} Restore with the release that recorded it`,
    );
  }
}

function invalidEvent(pseq: number, reason: string): LogError {
  return new LogError('LOG_BATCH_INVALID', `Event ${pseq} cannot be restored: ${reason}.`);
}
