import type { Envelope } from '@rapporteur/contracts';
import type { EventLog, RecordedEvent } from '@rapporteur/event-log';
import { parseCollection } from './event-index.ts';

/** The events of one command. They are shown together or not at all. */
export interface CommandEvents {
  readonly commandId: string;
  /** Empty for events of the log itself. */
  readonly collection: string;
  readonly events: readonly RecordedEvent[];
}

const CHANGE_TYPE = /^org\.rapporteur\.record-(corrected|retracted)\./;

/**
 * Returns the id of the fact that an event corrects or retracts. It reads the envelope only,
 * because this release may not be able to decode the event.
 */
export function findTargetId({ type, data }: Pick<Envelope, 'type' | 'data'>): string | undefined {
  return CHANGE_TYPE.test(type) ? String(data['target']) : undefined;
}

/** Returns whether an event makes a read model skip a command. */
export function isSkipEvent({ type }: Pick<Envelope, 'type'>): boolean {
  return type.startsWith('org.rapporteur.projection-skipped.');
}

/** Groups consecutive events of the same command. */
export function groupByCommand(events: readonly RecordedEvent[]): readonly CommandEvents[] {
  const commands: (CommandEvents & { events: RecordedEvent[] })[] = [];

  for (const recorded of events) {
    const { commandid: commandId } = recorded.event;
    const collection = parseCollection(recorded.event) ?? '';
    const last = commands.at(-1);
    if (last?.commandId === commandId && last.collection === collection) last.events.push(recorded);
    else commands.push({ commandId, collection, events: [recorded] });
  }

  return commands;
}

/** Sequence numbers of one partition, both inclusive. */
export interface PartitionRange {
  readonly partition: number;
  readonly first: number;
  readonly last: number;
}

/** Reads the events of a range. */
export async function readRange(
  log: EventLog,
  { partition, first, last }: PartitionRange,
): Promise<readonly RecordedEvent[]> {
  const { signal } = new AbortController();
  const range: RecordedEvent[] = [];

  for await (const { events } of log.read(partition, first, { follow: false, signal })) {
    range.push(...events.filter(({ event }) => event.pseq <= last));
    if (events.some(({ event }) => event.pseq >= last)) break;
  }

  return range;
}
