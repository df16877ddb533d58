import type { Envelope } from '@rapporteur/contracts';
import type { LogPosition } from '@rapporteur/event-log';
import { parseCollectionSource } from './collection-replay.ts';
import type { ViolationCollector } from './violation.ts';

/** The consecutive events of one command in the log. */
export class LoggedCommand {
  readonly partition: number;
  readonly source: string;
  readonly commandId: string;
  readonly hash: string;
  readonly events: Envelope[];

  constructor(partition: number, first: Envelope) {
    this.partition = partition;
    this.source = first.source;
    this.commandId = first.commandid;
    this.hash = first.commandhash ?? '';
    this.events = [first];
  }

  /** Null for the log's own WriterOpened. */
  get collection(): string | null {
    return parseCollectionSource(this.source);
  }

  get firstPseq(): number {
    return this.events[0]?.pseq ?? -1;
  }

  /** The position of the last event, as the response states it. */
  get position(): LogPosition {
    return { partition: this.partition, pseq: this.events.at(-1)?.pseq ?? -1 };
  }

  /** Adds an event of this command. Returns false if the event begins another command. */
  addEvent(event: Envelope): boolean {
    const isSameCommand = event.source === this.source && event.commandid === this.commandId;
    // A second recording of the same command begins again at 1.
    if (!isSameCommand || event.id === `${this.commandId}.1`) return false;
    this.events.push(event);
    return true;
  }

  /** Reports events that are not numbered from 1, or not recorded in one append. */
  validate(violations: ViolationCollector): void {
    const [first] = this.events;
    for (const [index, event] of this.events.entries()) {
      const position = { partition: this.partition, pseq: event.pseq };
      const id = `${this.commandId}.${index + 1}`;
      if (event.id !== id) violations.add('event-id', position, `expected ${id}, got ${event.id}`);

      const isSameAppend =
        event.term === first?.term &&
        event.time === first.time &&
        event.commandhash === first.commandhash;
      if (isSameAppend) continue;
      const message = `${event.id} has another term, time or hash than ${first?.id}`;
      violations.add('command-id', position, message);
    }
  }
}
