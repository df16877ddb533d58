import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CommandRuntime } from '@rapporteur/command-runtime';
import { EMPTY_HEAD } from '@rapporteur/event-log';
import { KafkaLog } from '@rapporteur/event-log-kafka';
import {
  createClusterClient,
  decodeBatches,
  LeaderClient,
  parseKafkaAddress,
} from '@rapporteur/event-log-kafka/wire';
import { createSampleData, SAMPLE_SETUP_COMMANDS } from './sample.ts';
import { formatRatios, median } from './statistics.ts';
import { formatTable } from './table.ts';

const CONCURRENCY = 256;
const PAGE_BYTES = 1_000_000;
const RESPONSE_TIMEOUT_MS = 10_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

interface OpenRuntime extends AsyncDisposable {
  /** Records the meeting with this number. */
  readonly record: (n: number) => Promise<void>;
  readonly runtime: CommandRuntime;
}

async function openRuntime(url: string): Promise<OpenRuntime> {
  const log = await KafkaLog.open({ url });
  const runtime = new CommandRuntime({ log, owner: { instance: 'bench' } });
  return {
    runtime,
    async record(n) {
      const body = { collection: 'sco', ...createSampleData(n) };
      await runtime.submit({ name: 'RecordMeetingHeld', body });
    },
    async [Symbol.asyncDispose]() {
      await runtime.close();
      await log.close();
    },
  };
}

/** Extends the log from one number of events to another. */
async function fill(url: string, from: number, to: number): Promise<void> {
  await using opened = await openRuntime(url);
  if (from === 0)
    for (const { name, body } of SAMPLE_SETUP_COMMANDS) await opened.runtime.submit({ name, body });

  let count = from;
  const runWorker = async (): Promise<void> => {
    while (count < to) await opened.record(count++);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, runWorker));
}

/** The baseline: fetches every record, with the next page in flight, and parses its JSON. */
async function fetchAndParse(url: string): Promise<void> {
  const cluster = createClusterClient(parseKafkaAddress(url));
  const leader = new LeaderClient(cluster, 0, RESPONSE_TIMEOUT_MS);
  const fetchPage = (offset: number) =>
    leader.fetch({ offset, maxBytes: PAGE_BYTES, maxWaitMs: 0 });

  for (let offset = 0, page = fetchPage(offset); ;) {
    const { records, highWatermark } = await page;
    const batches = [...decodeBatches(records)];
    offset = (batches.at(-1)?.lastOffset ?? offset) + 1;

    const isEnd = offset >= highWatermark;
    if (!isEnd) page = fetchPage(offset);
    for (const batch of batches)
      for (const { value } of batch.records) JSON.parse(value?.toString('utf8') ?? 'null');
    if (isEnd) break;
  }
  cluster.close();
}

async function readLog(url: string): Promise<void> {
  const log = await KafkaLog.open({ url });
  const { signal } = new AbortController();
  for await (const batch of log.read(0, EMPTY_HEAD, { follow: false, signal }))
    if (batch.atEnd) break;
  await log.close();
}

/**
 * Opens the partition and records one command: reads and folds the log, and fences other writers.
 */
async function openAndRecord(url: string, n: number): Promise<OpenRuntime> {
  const opened = await openRuntime(url);
  await opened.record(n);
  return opened;
}

interface OpeningCost {
  readonly ms: number;
  /** The processor time of this process, in milliseconds. */
  readonly cpuMs: number;
}

async function measureCost(work: () => Promise<unknown>): Promise<OpeningCost> {
  collectGarbage();
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  await work();

  const { user, system } = process.cpuUsage(cpuBefore);
  return { ms: performance.now() - startedAt, cpuMs: (user + system) / 1000 };
}

/** Returns the memory of the partition state, in bytes. */
async function measureStateBytes(url: string, n: number): Promise<number> {
  collectGarbage();
  const before = process.memoryUsage();
  await using _opened = await openAndRecord(url, n);
  collectGarbage();
  const after = process.memoryUsage();
  return after.heapUsed - before.heapUsed + (after.arrayBuffers - before.arrayBuffers);
}

const KINDS = ['bare', 'read', 'open'] as const;
type OpeningRound = Readonly<Record<(typeof KINDS)[number], OpeningCost>>;

async function measureRound(url: string, n: number): Promise<OpeningRound> {
  return {
    bare: await measureCost(() => fetchAndParse(url)),
    read: await measureCost(() => readLog(url)),
    open: await measureCost(async () => (await openAndRecord(url, n))[Symbol.asyncDispose]()),
  };
}

const HEAD = [
  'opening: events',
  'bare ms',
  'CPU us each',
  'read ms',
  'CPU us each',
  'open ms',
  'CPU us each',
  'read, of bare speed',
  'open, of bare speed',
  'open, by CPU',
];

function formatRow(events: number, rounds: readonly OpeningRound[]): readonly string[] {
  const getAll = (kind: keyof OpeningRound, unit: keyof OpeningCost): number[] =>
    rounds.map((round) => round[kind][unit]);
  const formatCpu = (kind: keyof OpeningRound): string =>
    ((median(getAll(kind, 'cpuMs')) * 1000) / events).toFixed(1);

  return [
    events.toLocaleString('en'),
    ...KINDS.flatMap((kind) => [median(getAll(kind, 'ms')).toFixed(0), formatCpu(kind)]),
    formatRatios(getAll('bare', 'ms'), getAll('read', 'ms')),
    formatRatios(getAll('bare', 'ms'), getAll('open', 'ms')),
    formatRatios(getAll('bare', 'cpuMs'), getAll('open', 'cpuMs')),
  ];
}

/**
 * Opens partitions of up to `events` events. Writes the cost beside fetching and parsing the same
 * records.
 */
export async function measureOpening(
  url: string,
  { events, rounds }: { readonly events: number; readonly rounds: number },
  write: (text: string) => void,
): Promise<void> {
  const rows: (readonly string[])[] = [HEAD];
  // Each opening records one more event.
  let count = 0;
  for (const size of [events / 8, events / 4, events / 2, events].map(Math.round)) {
    await fill(url, count, size);
    count = size;

    const measured: OpeningRound[] = [];
    for (let round = 0; round <= rounds; round++) measured.push(await measureRound(url, count++));
    // The first round is the warm-up.
    rows.push(formatRow(size, measured.slice(1)));
  }

  write(`${formatTable(rows)}\n`);
  const stateBytes = await measureStateBytes(url, count);
  write(`partition state: ${Math.round(stateBytes / count)} bytes per event\n\n`);
}
