import { CATALOGUE, type Envelope, type DecodedEvent, serializeEvent } from '@rapporteur/contracts';
import {
  EMPTY_HEAD,
  InMemoryLog,
  InMemoryStore,
  type Head,
  type Writer,
} from '@rapporteur/event-log';

/** An event as a suite says it: the rest of its envelope follows from where it stands. */
export interface SampleFact {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly collection?: string;
}

const NONCE = 'nonce';
const CLOCK_START = Date.parse('2026-01-01T00:00:00.000Z');

/** The envelope of an event at a position; an hour passes between two positions. */
function sampleEnvelope(
  event: SampleFact,
  place: { commandId: string; n: number; pseq: number },
): Envelope {
  const definition = CATALOGUE.getDefinition(event.type);
  return {
    specversion: '1.0',
    id: `${place.commandId}.${place.n}`,
    type: definition.wireType,
    source: `/collections/${event.collection ?? 'sco'}`,
    subject: `stream-of-${event.type}`,
    time: new Date(CLOCK_START + place.pseq * 3_600_000).toISOString(),
    streamversion: 1,
    pseq: place.pseq,
    term: 1,
    commandid: place.commandId,
    data: { ...event.data },
  };
}

/** The same, as a projection's runtime reads it. */
export function decodeSample(
  event: SampleFact,
  place: { commandId: string; n: number; pseq: number },
): DecodedEvent {
  return CATALOGUE.decode(sampleEnvelope(event, place));
}

/** A log in memory that a suite writes by saying what happens. */
export class SampleLog {
  readonly store: InMemoryStore;
  readonly log: InMemoryLog;
  readonly #writers = new Map<number, { writer: Writer; head: Head }>();

  constructor(partitions = 1, nonce = NONCE) {
    this.store = new InMemoryStore({
      partitions,
      clock: () => new Date(CLOCK_START),
      nonce: () => nonce,
    });
    this.log = new InMemoryLog(this.store);
  }

  /** Records the events of one command; answers the position of the last. */
  async record(commandId: string, events: readonly SampleFact[], partition = 0): Promise<number> {
    const { writer, head } = this.#writers.get(partition) ?? (await this.#open(partition));
    const envelopes = events.map((event, index) =>
      sampleEnvelope(event, { commandId, n: index + 1, pseq: head.pseq + 1 + index }),
    );
    const { last } = await writer.append(envelopes.map(serializeEvent));
    this.#writers.set(partition, { writer, head: { ...head, pseq: last } });
    return last;
  }

  async #open(partition: number): Promise<{ writer: Writer; head: Head }> {
    let head = EMPTY_HEAD;
    const writer = await this.log.openWriter(
      partition,
      { owner: 'sample' },
      EMPTY_HEAD,
      (batch) => {
        head = batch.head;
      },
    );
    return { writer, head };
  }
}

/** A meeting was held, at the venue and places given. */
export function meetingHeld(
  meeting: string,
  venue: string,
  places: readonly string[] = [],
): SampleFact {
  return {
    type: 'MeetingHeld',
    data: { meeting, venue, places: places.map((name) => ({ name, country: null })) },
  };
}

/** The fact `target` is corrected: it is now `to`. */
export function recordCorrected(target: string, to: SampleFact): SampleFact {
  const correctedType = CATALOGUE.getDefinition(to.type).wireType;
  return {
    type: 'RecordCorrected',
    data: { target, field: 'venue', correctedType, corrected: to.data },
  };
}

/** The fact `target` is taken back. */
export function recordRetracted(target: string): SampleFact {
  return { type: 'RecordRetracted', data: { target, reason: 'Not in the document.' } };
}
