import { CATALOGUE, type DecodedEvent, type Envelope, serializeEvent } from '@rapporteur/contracts';
import {
  EMPTY_HEAD,
  type Head,
  InMemoryLog,
  InMemoryStore,
  type Writer,
} from '@rapporteur/event-log';

/** The content of an event; its envelope follows from its position. */
export interface SampleFact {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly collection?: string;
}

/** The position of an event in the log and in its command. */
export interface SamplePlacement {
  readonly commandId: string;
  readonly n: number;
  readonly pseq: number;
}

const NONCE = 'nonce';
const CLOCK_START = Date.parse('2026-01-01T00:00:00.000Z');
const HOUR_MS = 3_600_000;

/** Returns the envelope of an event. Consecutive positions are one hour apart. */
function buildEnvelope(fact: SampleFact, { commandId, n, pseq }: SamplePlacement): Envelope {
  return {
    specversion: '1.0',
    id: `${commandId}.${n}`,
    type: CATALOGUE.getDefinition(fact.type).wireType,
    source: `/collections/${fact.collection ?? 'sco'}`,
    subject: `stream-of-${fact.type}`,
    time: new Date(CLOCK_START + pseq * HOUR_MS).toISOString(),
    streamversion: 1,
    pseq,
    term: 1,
    commandid: commandId,
    data: { ...fact.data },
  };
}

/** Returns an event as a projection receives it. */
export function decodeSample(fact: SampleFact, placement: SamplePlacement): DecodedEvent {
  return CATALOGUE.decode(buildEnvelope(fact, placement));
}

/** An in-memory log that records sample facts. */
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

  /** Records the events of one command. Returns the position of the last. */
  async record(commandId: string, facts: readonly SampleFact[], partition = 0): Promise<number> {
    const { writer, head } = this.#writers.get(partition) ?? (await this.#open(partition));
    const envelopes = facts.map((fact, index) =>
      buildEnvelope(fact, { commandId, n: index + 1, pseq: head.pseq + 1 + index }),
    );

    const { last } = await writer.append(envelopes.map(serializeEvent));
    this.#writers.set(partition, { writer, head: { ...head, pseq: last } });
    return last;
  }

  async #open(partition: number): Promise<{ writer: Writer; head: Head }> {
    let head = EMPTY_HEAD;
    const owner = { instance: 'sample' };
    const writer = await this.log.openWriter(partition, owner, EMPTY_HEAD, (batch) => {
      head = batch.head;
    });
    return { writer, head };
  }
}

/** Returns a meeting with a venue and places. */
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

/** Returns a correction that replaces the data of a fact. */
export function recordCorrected(target: string, corrected: SampleFact): SampleFact {
  const correctedType = CATALOGUE.getDefinition(corrected.type).wireType;
  return {
    type: 'RecordCorrected',
    data: { target, field: 'venue', correctedType, corrected: corrected.data },
  };
}

/** Returns a retraction of a fact, or of an amendment, which restores a fact. */
export function recordRetracted(
  target: string,
  restored?: { readonly event: string; readonly fact: SampleFact },
): SampleFact {
  const restores =
    restored === undefined
      ? null
      : {
          event: restored.event,
          recordedBy: restored.event,
          type: CATALOGUE.getDefinition(restored.fact.type).wireType,
          data: restored.fact.data,
        };
  return { type: 'RecordRetracted', data: { target, reason: 'Not in the document.', restores } };
}

/** Returns the event that makes a projection skip a command. */
export function projectionSkipped(command: string, projection = 'sample'): SampleFact {
  return {
    type: 'ProjectionSkipped',
    data: { projection, command, reason: 'It cannot be shown.' },
  };
}
