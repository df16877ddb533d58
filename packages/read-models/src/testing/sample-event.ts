import {
  CATALOGUE,
  type Envelope,
  type EventType,
  type DecodedEvent,
  serializeEvent,
} from '@rapporteur/contracts';
import { EMPTY_HEAD, InMemoryLog, InMemoryStore } from '@rapporteur/event-log';

/** A passage for tests that do not depend on it. */
const SAMPLE_PASSAGE = {
  document: 'note-44',
  documentSha256: '0'.repeat(64),
  start: 0,
  end: 10,
  sha256: '1'.repeat(64),
  line: 1,
};

/**
 * The type and data of an event, its collection (default: sco) and its command (default: one of its
 * own). Omitted fields are not stated, as in a command.
 */
export type EventSample = readonly [
  type: EventType,
  data: Readonly<Record<string, unknown>>,
  collection?: string,
  commandId?: string,
];

const CLOCK_START = Date.parse('2026-01-01T00:00:00.000Z');

function createSampleEnvelope(
  [type, data, collection = 'sco', givenCommandId]: EventSample,
  pseq: number,
): Envelope {
  const definition = CATALOGUE.getDefinition(type);
  const isFact = 'assertion' in definition.schema.shape;
  const assertion = { passages: [SAMPLE_PASSAGE], modality: 'reported' };
  const commandId = givenCommandId ?? `c${pseq}`;
  const parsed = definition.parse(isFact ? { assertion, ...data } : data);
  return {
    specversion: '1.0',
    id: `${commandId}.1`,
    type: definition.wireType,
    source: `/collections/${collection}`,
    subject: definition.stream?.(parsed) ?? `collection-${collection}`,
    // Events are one hour apart.
    time: new Date(CLOCK_START + pseq * 3_600_000).toISOString(),
    streamversion: 1,
    pseq,
    term: 1,
    commandid: commandId,
    data: parsed,
  };
}

/** Returns a decoded event. */
export function createDecodedEvent(type: EventType, data: EventSample[1], pseq = 1): DecodedEvent {
  return CATALOGUE.decode(createSampleEnvelope([type, data], pseq));
}

/** Returns the data of an event with every field present. */
export function completeEventData(...sample: EventSample): Readonly<Record<string, unknown>> {
  return createSampleEnvelope(sample, 1).data;
}

/**
 * Returns an in-memory log of the events: the first at position 1 with the id `c1.1`, and so on.
 */
export async function createSampleLog(events: readonly EventSample[]): Promise<InMemoryLog> {
  const log = new InMemoryLog(
    new InMemoryStore({ clock: () => new Date(CLOCK_START), nonce: () => 'nonce' }),
  );
  const writer = await log.openWriter(0, { instance: 'sample' }, EMPTY_HEAD, () => undefined);
  await writer.append(
    events.map((event, index) => serializeEvent(createSampleEnvelope(event, index + 1))),
  );
  return log;
}
