import {
  EMPTY_HEAD,
  type EventLog,
  type Head,
  isWriterOpened,
  type RecordedEvent,
} from '@rapporteur/event-log';
import { openLog } from '../open-log.ts';
import type { EventInput } from '../target-input.ts';
import { createArchiveSetup } from './archive-documents.ts';

/** Returns an input of the events of all documents that a log holds, command by command. */
export function openRecordedInput(logUrl: string): EventInput {
  const reader = new DocumentEventReader(logUrl);
  return {
    prepare: (count) => reader.readUntil(count),
    takeTexts: () => reader.takeDocument().map(({ bytes }) => Buffer.from(bytes).toString('utf8')),
    takeEvents: () => reader.takeDocument().map(({ event: { type, data } }) => ({ type, data })),
  };
}

class DocumentEventReader {
  readonly #logUrl: string;
  readonly #documents: RecordedEvent[][] = [];
  #log: Promise<EventLog> | undefined;
  #head: Head = EMPTY_HEAD;
  #setupLeft = createArchiveSetup().length;
  #lastCommandId = '';
  #isDocument = false;

  constructor(logUrl: string) {
    this.#logUrl = logUrl;
  }

  /** Reads until this number of documents is there. Throws an Error if the log has fewer. */
  async readUntil(count: number): Promise<void> {
    this.#log ??= openLog(this.#logUrl);
    const log = await this.#log;
    const { signal } = new AbortController();
    // A batch is never split within a command.
    for await (const { events, head } of log.read(0, this.#head, { follow: false, signal })) {
      for (const recorded of events) this.#add(recorded);
      this.#head = head;
      if (this.#documents.length >= count) return;
    }
    if (this.#documents.length < count) throw new Error('The log has too few documents.');
  }

  takeDocument(): readonly RecordedEvent[] {
    const document = this.#documents.shift();
    if (document === undefined) throw new Error('No document is ready.');
    return document;
  }

  #add(recorded: RecordedEvent): void {
    const { event } = recorded;
    if (isWriterOpened(event)) return;

    if (event.commandid !== this.#lastCommandId) {
      this.#lastCommandId = event.commandid;
      this.#isDocument = this.#setupLeft === 0;
      if (this.#isDocument) this.#documents.push([]);
      else this.#setupLeft -= 1;
    }
    if (this.#isDocument) this.#documents.at(-1)?.push(recorded);
  }
}
