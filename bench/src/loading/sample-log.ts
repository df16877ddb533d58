import { CommandRuntime } from '@rapporteur/command-runtime';
import { type Envelope, serializeEvent, sha256Hex } from '@rapporteur/contracts';
import { type Bytes, EMPTY_HEAD, InMemoryLog, InMemoryStore } from '@rapporteur/event-log';
import { PostgresLog } from '@rapporteur/event-log-postgres';
import { SAMPLE_SETUP_COMMANDS, createSampleData } from '../sample.ts';

const CHUNK_EVENTS = 1_000;
/** Between an event and the next. */
const STEP_MS = 5;

/**
 * The events of a record: what comes before the first meeting, then meetings, each held by a command of its own. The
 * first of each are recorded by commands; the rest are written after their pattern, for a million commands take a while.
 */
export async function createSampleEvents(count: number): Promise<Generator<Envelope>> {
  const recorded = await recordFirst();
  return eventsAfter(recorded, count);
}

/** A new log on Postgres that holds the sample. */
export async function createSampleLog(url: string, count: number): Promise<PostgresLog> {
  const log = await PostgresLog.open({
    url,
    partitions: 1,
    schema: `log_${process.hrtime.bigint()}`,
  });
  await log.restore(0, chunks(await createSampleEvents(count)));
  return log;
}

async function recordFirst(): Promise<readonly Envelope[]> {
  const log = new InMemoryLog(new InMemoryStore());
  const runtime = new CommandRuntime({ log, owner: { owner: 'bench' } });
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

function* eventsAfter(recorded: readonly Envelope[], count: number): Generator<Envelope> {
  const pattern = recorded.at(-1);
  if (pattern === undefined) throw new Error('nothing was recorded');
  yield* recorded;
  const began = Date.parse(pattern.time);
  for (let pseq = recorded.length; pseq < count; pseq += 1) {
    yield meetingAfter(pattern, pseq, new Date(began + pseq * STEP_MS).toISOString());
  }
}

function meetingAfter(pattern: Envelope, pseq: number, time: string): Envelope {
  const { meeting, assertion } = createSampleData(pseq);
  const commandhash = sha256Hex(`command ${pseq}`);
  const recorded = { commandid: commandhash, commandhash, time, streamversion: 1, pseq };
  const said = { ...(pattern.data['assertion'] as object), ...(assertion as object) };
  const data = { ...pattern.data, meeting, assertion: said };
  return {
    ...pattern,
    ...recorded,
    id: `${commandhash}.1`,
    subject: `meeting-${String(meeting)}`,
    data,
  };
}

async function* chunks(events: Iterable<Envelope>): AsyncGenerator<readonly Bytes[]> {
  let chunk: Bytes[] = [];
  for (const event of events) {
    chunk.push(serializeEvent(event));
    if (chunk.length < CHUNK_EVENTS) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
