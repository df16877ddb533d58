import { readFile } from 'node:fs/promises';
import {
  CATALOGUE,
  DEFINITIONS,
  type Envelope,
  EXAMPLES,
  parseEvent,
  serializeEvent,
} from '@rapporteur/contracts';
import { type Projection, type StateHash, computeStateHash } from '@rapporteur/projection-runtime';
import type { DataSource } from 'typeorm';
import { type Bytes, EMPTY_HEAD, InMemoryLog, InMemoryStore } from '@rapporteur/event-log';

/** The golden log, one event per line, and the state of the read models made from it. */
export const GOLDEN_LOG = new URL('../../golden/log.ndjson', import.meta.url);
export const GOLDEN_STATE = new URL('../../golden/state.json', import.meta.url);

const CLOCK_START = Date.parse('2026-01-01T00:00:00.000Z');
const HOUR_MS = 3_600_000;

/** Returns the committed bytes of the golden log's events. */
export async function readGoldenEvents(): Promise<readonly Bytes[]> {
  const text = await readFile(GOLDEN_LOG, 'utf8').catch(() => '');
  const encoder = new TextEncoder();
  return text.split('\n').flatMap((line) => (line === '' ? [] : [encoder.encode(line)]));
}

/** Returns event 0, the start of a log. */
export async function createOpeningEvent(): Promise<Bytes> {
  const log = new InMemoryLog(
    new InMemoryStore({ clock: () => new Date(CLOCK_START), nonce: () => 'golden' }),
  );
  await log.openWriter(0, { instance: 'golden' }, EMPTY_HEAD, () => undefined);
  for await (const { events } of log.read(0, 0, {
    follow: false,
    signal: new AbortController().signal,
  })) {
    const [first] = events;
    if (first !== undefined) return first.bytes;
  }
  throw new Error('The log has no event 0.');
}

/** Returns an in-memory log with the same events in every partition. */
export async function createGoldenLog(partitions = 1): Promise<InMemoryLog> {
  const log = new InMemoryLog(new InMemoryStore({ partitions }));
  const bytes = await readGoldenEvents();
  for (let partition = 0; partition < partitions; partition += 1) {
    await log.restore(partition, streamChunk(assignToPartition(bytes, partition, partitions)));
  }
  return log;
}

async function* streamChunk(bytes: readonly Bytes[]): AsyncGenerator<readonly Bytes[]> {
  yield bytes;
}

// Event ids are unique per partition only; event 0 names its partition and the number of
// partitions.
function assignToPartition(
  bytes: readonly Bytes[],
  partition: number,
  partitions: number,
): readonly Bytes[] {
  return bytes.map((eventBytes) => {
    const event = parseEvent(eventBytes);
    return event.source === '/log'
      ? serializeEvent({
          ...event,
          subject: `writer-${partition}`,
          data: { ...event.data, partitions },
        })
      : eventBytes;
  });
}

/**
 * Returns the events that are missing in the golden log: the example of every type in its current
 * version, a correction of each fact, and a retraction of the first. Existing events are never
 * changed.
 */
export function createMissingEvents(bytes: readonly Bytes[]): readonly Bytes[] {
  const known = bytes.map((eventBytes) => parseEvent(eventBytes));
  const knownTypes = new Set(known.map(({ type }) => type));
  const missing = DEFINITIONS.filter(({ wireType }) => !knownTypes.has(wireType));
  const lastNumber = Math.max(...known.map(({ id }) => Number(/^golden-(\d+)/.exec(id)?.[1] ?? 0)));
  const added = missing.flatMap(({ type }, index) =>
    createGoldenEvents(type, lastNumber + 1 + 2 * index),
  );
  return added.map((event, index) =>
    serializeEvent(createGoldenEnvelope(event, known.length + index)),
  );
}

interface GoldenEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

function createGoldenEvents(type: string, number: number): readonly GoldenEvent[] {
  const id = `golden-${number}.1`;
  const data = EXAMPLES[type] as Record<string, unknown>;
  const isFact = 'assertion' in data && 'assertion' in CATALOGUE.getDefinition(type).schema.shape;
  // The target must precede the event: it is the first fact.
  const hasTarget = 'target' in data && (type === 'RecordCorrected' || type === 'RecordRetracted');
  const event: GoldenEvent = {
    id,
    type,
    data: hasTarget ? setTarget(type, data) : setSkippedCommand(type, data),
  };
  if (!isFact) return [event];
  const corrected = {
    target: id,
    field: 'assertion',
    correctedType: CATALOGUE.getDefinition(type).wireType,
    corrected: data,
  };
  const correction = EXAMPLES['RecordCorrected'] as Record<string, unknown>;
  return [
    event,
    {
      id: `golden-${number + 1}.1`,
      type: 'RecordCorrected',
      data: { ...correction, ...corrected },
    },
  ];
}

function setTarget(type: string, data: Record<string, unknown>): Record<string, unknown> {
  const target = { ...data, target: FIRST_FACT };
  if (type === 'RecordRetracted') return target;
  const corrected = EXAMPLES['SourceDocumentRegistered'];
  const correctedType = CATALOGUE.getDefinition('SourceDocumentRegistered').wireType;
  return { ...target, correctedType, corrected };
}

// The skipped command must precede the event: it is the second fact, which is corrected.
function setSkippedCommand(type: string, data: Record<string, unknown>): Record<string, unknown> {
  return type === 'ProjectionSkipped' ? { ...data, command: 'golden-3' } : data;
}

/** The target of corrections and retractions without a target of their own. */
const FIRST_FACT = 'golden-1.1';

function createGoldenEnvelope({ id, type, data }: GoldenEvent, pseq: number): Envelope {
  const definition = CATALOGUE.getDefinition(type);
  return {
    specversion: '1.0',
    id,
    type: definition.wireType,
    source: '/collections/sco',
    subject: definition.stream?.(data) ?? 'collection-sco',
    time: new Date(CLOCK_START + pseq * HOUR_MS).toISOString(),
    streamversion: 1,
    pseq,
    term: 1,
    commandid: id.replace(/\.1$/, ''),
    data,
  };
}

/**
 * The state of a read model made from the golden log, table by table, so that a difference can be
 * located.
 */
export interface GoldenState extends StateHash {
  readonly projection: string;
  readonly version: number;
}

/** Returns the state of the serving generation. */
export async function readGoldenState(
  dataSource: DataSource,
  projection: Projection,
): Promise<GoldenState> {
  const { name, version } = projection;
  return { projection: name, version, ...(await computeStateHash(dataSource, projection)) };
}
