import type { Envelope } from '@rapporteur/contracts';
import type { EventLog, RecordedEvent } from '@rapporteur/event-log';
import { parseCollection } from './event-index.ts';

/** The events that one command recorded: what is shown whole or not at all. */
export interface CommandEvents {
  readonly commandId: string;
  /** Empty for what the log itself records. */
  readonly collection: string;
  readonly events: readonly RecordedEvent[];
}

const CHANGE = /^org\.rapporteur\.record-(corrected|retracted)\./;

/** The fact that an event corrects or retracts, told by its envelope: it may be of a version that cannot be read. */
export function findTargetId({ type, data }: Pick<Envelope, 'type' | 'data'>): string | undefined {
  return CHANGE.test(type) ? String(data['target']) : undefined;
}

/** Whether an event says that a read model leaves a command out. */
export function isSkipEvent({ type }: Pick<Envelope, 'type'>): boolean {
  return type.startsWith('org.rapporteur.projection-skipped.');
}

/** Cuts events where one command ends and the next begins. */
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

/** Reads the events of a partition from one sequence to another, both inclusive. */
export async function readRange(
  log: EventLog,
  {
    partition,
    first,
    last,
  }: { readonly partition: number; readonly first: number; readonly last: number },
): Promise<readonly RecordedEvent[]> {
  const span: RecordedEvent[] = [];
  for await (const { events } of log.read(partition, first, {
    follow: false,
    signal: new AbortController().signal,
  })) {
    span.push(...events.filter(({ event }) => event.pseq <= last));
    if (events.some(({ event }) => event.pseq >= last)) break;
  }
  return span;
}
