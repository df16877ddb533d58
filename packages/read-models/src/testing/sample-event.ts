import {
  CATALOGUE,
  type Envelope,
  type EventType,
  type DecodedEvent,
  serializeEvent,
} from '@rapporteur/contracts';
import { EMPTY_HEAD, InMemoryLog, InMemoryStore } from '@rapporteur/event-log';

/** A passage for suites to which it does not matter. */
const SAMPLE_PASSAGE = {
  document: 'note-44',
  documentSha256: '0'.repeat(64),
  start: 0,
  end: 10,
  sha256: '1'.repeat(64),
  line: 1,
};

/** An event as a suite tells it: what is left out is not stated, as in a command. */
export type EventSample = readonly [type: EventType, data: Readonly<Record<string, unknown>>];

const CLOCK_START = Date.parse('2026-01-01T00:00:00.000Z');

function createSampleEnvelope([type, data]: EventSample, pseq: number): Envelope {
  const definition = CATALOGUE.getDefinition(type);
  const isFact = 'assertion' in definition.schema.shape;
  const assertion = { passages: [SAMPLE_PASSAGE], modality: 'reported' };
  const parsed = definition.parse(isFact ? { assertion, ...data } : data);
  return {
    specversion: '1.0',
    id: `c${pseq}.1`,
    type: definition.wireType,
    source: '/collections/sco',
    subject: definition.stream?.(parsed) ?? 'collection-sco',
    // An hour passes between two events.
    time: new Date(CLOCK_START + pseq * 3_600_000).toISOString(),
    streamversion: 1,
    pseq,
    term: 1,
    commandid: `c${pseq}`,
    data: parsed,
  };
}

/** A recorded event for a suite. */
export function createDecodedEvent(type: EventType, data: EventSample[1], pseq = 1): DecodedEvent {
  return CATALOGUE.decode(createSampleEnvelope([type, data], pseq));
}

/** The data of an event of that type, every field present. */
export function completeEventData(...told: EventSample): Readonly<Record<string, unknown>> {
  return createSampleEnvelope(told, 1).data;
}

/** A log in memory that holds what is told: the first event at position 1 with the id `c1.1`, and so on. */
export async function createSampleLog(told: readonly EventSample[]): Promise<InMemoryLog> {
  const log = new InMemoryLog(
    new InMemoryStore({ clock: () => new Date(CLOCK_START), nonce: () => 'nonce' }),
  );
  const writer = await log.openWriter(0, { owner: 'sample' }, EMPTY_HEAD, () => undefined);
  await writer.append(
    told.map((event, index) => serializeEvent(createSampleEnvelope(event, index + 1))),
  );
  return log;
}
