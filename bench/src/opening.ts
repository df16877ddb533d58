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
import { SAMPLE_SETUP_COMMANDS, createSampleData } from './sample.ts';
import { median, formatRatios } from './statistics.ts';
import { formatTable } from './table.ts';

const AT_ONCE = 256;
const PAGE_BYTES = 1_000_000;
const ANSWER_TIMEOUT_MS = 10_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function fill(url: string, from: number, to: number): Promise<void> {
  const log = await KafkaLog.open({ url });
  const runtime = new CommandRuntime({ log, owner: { owner: 'bench' } });
  if (from === 0)
    for (const { name, body } of SAMPLE_SETUP_COMMANDS) await runtime.submit({ name, body });
  let count = from;
  const work = async (): Promise<void> => {
    while (count < to)
      await runtime.submit({
        name: 'RecordMeetingHeld',
        body: { collection: 'sco', ...createSampleData(count++) },
      });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await runtime.close();
  await log.close();
}

/** The floor: every record fetched, the next page on its way meanwhile, and its JSON parsed. */
async function fetchAndParse(url: string): Promise<void> {
  const brokers = createClusterClient(parseKafkaAddress(url));
  const link = new LeaderClient(brokers, 0, ANSWER_TIMEOUT_MS);
  const page = (offset: number) => link.fetch({ offset, maxBytes: PAGE_BYTES, maxWaitMs: 0 });
  for (let offset = 0, next = page(offset); ;) {
    const { records, highWatermark } = await next;
    const batches = [...decodeBatches(records)];
    offset = (batches.at(-1)?.lastOffset ?? offset) + 1;
    const isEnd = offset >= highWatermark;
    if (!isEnd) next = page(offset);
    for (const batch of batches)
      for (const { value } of batch.records) JSON.parse(value?.toString('utf8') ?? 'null');
    if (isEnd) break;
  }
  brokers.close();
}

async function readThrough(url: string): Promise<void> {
  const log = await KafkaLog.open({ url });
  const { signal } = new AbortController();
  for await (const batch of log.read(0, EMPTY_HEAD, { follow: false, signal }))
    if (batch.atEnd) break;
  await log.close();
}

/** From nothing to the answer to a first command: the log read and folded, others fenced, the command recorded. */
async function openAndAnswer(url: string, nth: number): Promise<() => Promise<void>> {
  const log = await KafkaLog.open({ url });
  const runtime = new CommandRuntime({ log, owner: { owner: 'bench' } });
  await runtime.submit({
    name: 'RecordMeetingHeld',
    body: { collection: 'sco', ...createSampleData(nth) },
  });
  return async () => {
    await runtime.close();
    await log.close();
  };
}

interface OpeningCost {
  readonly ms: number;
  /** Milliseconds of processor time in this process. */
  readonly cpuMs: number;
}

async function costOf(work: () => Promise<unknown>): Promise<OpeningCost> {
  collectGarbage();
  const [started, cpuBefore] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { ms: performance.now() - started, cpuMs: (user + system) / 1000 };
}

/** Bytes that stay in use while the image of the log is held. */
async function imageBytes(url: string, nth: number): Promise<number> {
  collectGarbage();
  const before = process.memoryUsage();
  const close = await openAndAnswer(url, nth);
  collectGarbage();
  const after = process.memoryUsage();
  await close();
  return after.heapUsed - before.heapUsed + (after.arrayBuffers - before.arrayBuffers);
}

interface OpeningRound {
  readonly bare: OpeningCost;
  readonly read: OpeningCost;
  readonly open: OpeningCost;
}

/** The first command of an opening is the `nth`. */
async function measureOnce(url: string, nth: number): Promise<OpeningRound> {
  return {
    bare: await costOf(() => fetchAndParse(url)),
    read: await costOf(() => readThrough(url)),
    open: await costOf(async () => (await openAndAnswer(url, nth))()),
  };
}

function rowOf(events: number, rounds: readonly OpeningRound[]): readonly string[] {
  const all = (what: keyof OpeningRound, unit: keyof OpeningCost): number[] =>
    rounds.map((round) => round[what][unit]);
  const cpu = (what: keyof OpeningRound): string =>
    ((median(all(what, 'cpuMs')) * 1000) / events).toFixed(1);
  return [
    events.toLocaleString('en'),
    ...(['bare', 'read', 'open'] as const).flatMap((what) => [
      median(all(what, 'ms')).toFixed(0),
      cpu(what),
    ]),
    formatRatios(all('bare', 'ms'), all('read', 'ms')),
    formatRatios(all('bare', 'ms'), all('open', 'ms')),
    formatRatios(all('bare', 'cpuMs'), all('open', 'cpuMs')),
  ];
}

const HEAD = [
  'opening: events',
  'bare ms',
  'CPU us each',
  'read ms',
  'CPU us each',
  'open ms',
  'CPU us each',
];
const RATIOS = ['read, of bare speed', 'open, of bare speed', 'open, by CPU'];

/** Opens partitions of up to `events` events, and says what that costs beside fetching and parsing the same records. */
export async function measureOpening(
  url: string,
  { events, rounds }: { events: number; rounds: number },
  write: (text: string) => void,
): Promise<void> {
  const rows: (readonly string[])[] = [[...HEAD, ...RATIOS]];
  // Each opening records one more.
  let count = 0;
  for (const size of [events / 8, events / 4, events / 2, events].map(Math.round)) {
    await fill(url, count, size);
    count = size;
    const measured: OpeningRound[] = [];
    for (let round = 0; round <= rounds; round++) measured.push(await measureOnce(url, count++));
    // The first round warms up.
    rows.push(rowOf(size, measured.slice(1)));
  }
  write(`${formatTable(rows)}\n`);
  write(
    `the memory image: ${Math.round((await imageBytes(url, count)) / count)} bytes an event\n\n`,
  );
}
