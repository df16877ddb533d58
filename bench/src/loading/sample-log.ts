import { CommandRuntime } from '@rapporteur/command-runtime';
import { type Envelope, serializeEvent, sha256Hex } from '@rapporteur/contracts';
import { type Bytes, EMPTY_HEAD, InMemoryLog, InMemoryStore } from '@rapporteur/event-log';
import { PostgresLog } from '@rapporteur/event-log-postgres';
import { SAMPLE_SETUP_COMMANDS, createSampleData } from '../sample.ts';

const CHUNK_EVENTS = 1_000;
/** The time between two events. */
const STEP_MS = 5;

/**
 * Returns the events of a record: its setup, then meetings, one per command. Commands record the
 * setup and the first meeting. The other events are copies of that meeting, because a million
 * commands would take too long.
 */
export async function createSampleEvents(count: number): Promise<Generator<Envelope>> {
  const recorded = await recordFirstEvents();
  return generateEvents(recorded, count);
}

/** Creates a log on Postgres with the sample events. */
export async function createSampleLog(url: string, count: number): Promise<PostgresLog> {
  const log = await PostgresLog.open({
    url,
    partitions: 1,
    schema: `log_${process.hrtime.bigint()}`,
  });
  await log.restore(0, splitIntoChunks(await createSampleEvents(count)));
  return log;
}

async function recordFirstEvents(): Promise<readonly Envelope[]> {
  const log = new InMemoryLog(new InMemoryStore());
  const runtime = new CommandRuntime({ log, owner: { instance: 'bench' } });
  for (const { name, body } of SAMPLE_SETUP_COMMANDS) await runtime.submit({ name, body });
  await runtime.submit({
    name: 'RecordMeetingHeld',
    body: { collection: 'sco', ...createSampleData(0) },
  });
  await runtime.close();
  const { signal } = new AbortController();
  const events: Envelope[] = [];
  for await (const batch of log.read(0, EMPTY_HEAD, { follow: false, signal })) {
    events.push(...batch.events.map(({ event }) => event));
  }
  return events;
}

function* generateEvents(recorded: readonly Envelope[], count: number): Generator<Envelope> {
  const template = recorded.at(-1);
  if (template === undefined) throw new Error('The sample commands recorded no event.');
  yield* recorded;
  const firstTimeMs = Date.parse(template.time);
  for (let pseq = recorded.length; pseq < count; pseq += 1) {
    yield createMeetingEvent(template, pseq, new Date(firstTimeMs + pseq * STEP_MS).toISOString());
  }
}

function createMeetingEvent(template: Envelope, pseq: number, time: string): Envelope {
  const { meeting, assertion } = createSampleData(pseq);
  const commandhash = sha256Hex(`command ${pseq}`);
  const recorded = { commandid: commandhash, commandhash, time, streamversion: 1, pseq };
  const mergedAssertion = { ...(template.data['assertion'] as object), ...(assertion as object) };
  const data = { ...template.data, meeting, assertion: mergedAssertion };
  return {
    ...template,
    ...recorded,
    id: `${commandhash}.1`,
    subject: `meeting-${String(meeting)}`,
    data,
  };
}

async function* splitIntoChunks(events: Iterable<Envelope>): AsyncGenerator<readonly Bytes[]> {
  let chunk: Bytes[] = [];
  for (const event of events) {
    chunk.push(serializeEvent(event));
    if (chunk.length < CHUNK_EVENTS) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
