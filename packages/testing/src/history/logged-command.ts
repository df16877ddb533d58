import type { Envelope } from '@rapporteur/contracts';
import type { HistoryPosition } from './history.ts';
import { parseCollectionSource } from './collection-replay.ts';
import type { ViolationCollector } from './violation.ts';

/** The events of one command as they stand in the log, one behind the other. */
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

  /** Null where it is the log's own: a writer that opened. */
  get collection(): string | null {
    return parseCollectionSource(this.source);
  }

  get firstPseq(): number {
    return this.events[0]?.pseq ?? -1;
  }

  /** Of its last event: what its sender is told. */
  get position(): HistoryPosition {
    return { partition: this.partition, pseq: this.events.at(-1)?.pseq ?? -1 };
  }

  /** Adds an event that continues the command; false where another command begins. */
  addEvent(event: Envelope): boolean {
    const continues = event.source === this.source && event.commandid === this.commandId;
    // The same command recorded twice over begins again.
    if (!continues || event.id === `${this.commandId}.1`) return false;
    this.events.push(event);
    return true;
  }

  /** Its events are numbered from 1, and were recorded in one go. */
  validate(findings: ViolationCollector): void {
    const [first] = this.events;
    for (const [index, event] of this.events.entries()) {
      const where = { partition: this.partition, pseq: event.pseq };
      const id = `${this.commandId}.${index + 1}`;
      if (event.id !== id)
        findings.add('event-id', where, `${event.id} stands where ${id} belongs`);
      const together =
        event.term === first?.term &&
        event.time === first.time &&
        event.commandhash === first.commandhash;
      if (!together)
        findings.add(
          'command-id',
          where,
          `${event.id} has another term, time or hash than ${first?.id}`,
        );
    }
  }
}
