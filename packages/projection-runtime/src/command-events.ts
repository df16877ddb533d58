import type { Envelope } from '@rapporteur/contracts';
import type { RecordedEvent } from '@rapporteur/event-log';
import { parseCollection } from './event-index.ts';
import type { ReadableLog } from './readable-log.ts';

/** The events of one command. They are shown together or not at all. */
export interface CommandEvents {
  readonly commandId: string;
  /** Empty for events of the log itself. */
  readonly collection: string;
  readonly events: readonly RecordedEvent[];
}

const CHANGE_TYPE = /^org\.rapporteur\.record-(corrected|retracted)\./;

/**
 * Returns the ids of the events whose rows an event changes: the fact that it corrects or retracts,
 * and the fact that it restores. It reads the envelope only, because this release may not be able
 * to decode the event.
 */
export function listTargetIds({ type, data }: Pick<Envelope, 'type' | 'data'>): readonly string[] {
  if (!CHANGE_TYPE.test(type)) return [];
  const { target, restores } = data as {
    readonly target: string;
    readonly restores?: { readonly event: string } | null;
  };
  return restores === undefined || restores === null ? [target] : [target, restores.event];
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
  log: ReadableLog,
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
