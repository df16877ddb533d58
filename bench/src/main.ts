import 'reflect-metadata';
import { parseArgs } from 'node:util';
import type { TargetName } from './target.ts';
import { compareTargets } from './compare.ts';
import { measureGrowth } from './growth.ts';
import type { TargetConfig } from './target-process.ts';
import { measureLoading, measureLoadingGrowth } from './loading/loading.ts';
import { measureOpening } from './opening.ts';
import { measureVisibility } from './visibility.ts';
import { BenchmarkServers } from './benchmark-servers.ts';

const HELP = `Times the write path, and the loading of read models, beside others, in interleaved rounds on servers of its own. Only the ratios mean anything.

  npx pnpm bench                            every part
  npx pnpm bench kafka --at 64 --rounds 3   one part, shorter

  kafka      recording on Kafka, beside the bare writer, and beside Emmett on Postgres
  postgres   recording on Postgres, beside bare statements, and beside Emmett
  pace       the latency of a command on Kafka while few come, beside one bare batch
  seen       from the sending of a command to a reader that has its event, on Kafka
  opening    opening a partition on Kafka, beside fetching and parsing its records; memory of the image
  growth     does the cost of a command grow with the record? On Kafka and on Postgres
  projections         loading a read model as a rebuild does, beside COPY of the same rows, and beside Emmett
  projections-growth  does the cost of an event grow with the record? Of a hundredth, a tenth and all of the events

  --at 1,16,64,256   how many commands are under way at once (kafka, postgres)
  --rounds 5         how often each is measured
  --seconds 3        for how long
  --per-second 200   how many commands come (pace, seen)
  --events 100000    how many events (opening, growth, projections, projections-growth)
  --of timeline,participation,decisions   which read models (projections, projections-growth)
  --brokers a:9092   a Kafka to use; else one is started
`;

const { values, positionals } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  allowPositionals: true,
  options: {
    at: { type: 'string', default: '1,16,64,256' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    'per-second': { type: 'string', default: '200' },
    events: { type: 'string', default: '100000' },
    of: { type: 'string', default: 'timeline,participation,decisions' },
    brokers: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const [rounds, seconds, events] = [
  Number(values.rounds),
  Number(values.seconds),
  Number(values.events),
];
const perSecond = Number(values['per-second']);
const write = (text: string): void => void process.stdout.write(text);

/** Closed loops: so many at once, each sending again when it is answered. Each time everyone begins with nothing. */
async function atOnce(
  contestants: () => Promise<readonly TargetConfig[]>,
  against: readonly TargetName[],
) {
  for (const concurrency of values.at.split(',')) {
    const work = { kind: 'for', seconds, concurrency: Number(concurrency) } as const;
    const comparison = {
      title: `${concurrency} at once`,
      rounds,
      work,
      figure: 'perSecond',
      baselines: against,
    } as const;
    await compareTargets(await contestants(), comparison, write);
  }
}

/** Each on a topic of its own. */
async function onKafka(
  stage: BenchmarkServers,
  ...names: readonly TargetName[]
): Promise<readonly TargetConfig[]> {
  const contestants: TargetConfig[] = [];
  for (const name of names) contestants.push({ name, url: await stage.createKafkaLog() });
  return contestants;
}

/** Each in a database of its own. */
async function onPostgres(
  stage: BenchmarkServers,
  ...names: readonly TargetName[]
): Promise<readonly TargetConfig[]> {
  const contestants: TargetConfig[] = [];
  for (const name of names) contestants.push({ name, url: await stage.createDatabase() });
  return contestants;
}

const OURS = ['Rapporteur, in process', 'Rapporteur, over HTTP'] as const;

const PARTS: Readonly<Record<string, (stage: BenchmarkServers) => Promise<void>>> = {
  async kafka(stage) {
    const contestants = async () => [
      ...(await onPostgres(stage, 'Emmett on Postgres')),
      ...(await onKafka(stage, 'bare writer', ...OURS)),
    ];
    await atOnce(contestants, ['Emmett on Postgres', 'bare writer']);
  },
  async postgres(stage) {
    const names = ['Emmett on Postgres', 'plain INSERT', 'bare group commit', ...OURS] as const;
    await atOnce(() => onPostgres(stage, ...names), ['Emmett on Postgres', 'bare group commit']);
  },
  async pace(stage) {
    const work = { kind: 'pace', seconds, perSecond } as const;
    const comparison = {
      title: `${perSecond} per second`,
      rounds,
      work,
      figure: 'p50',
      baselines: ['bare writer'],
    } as const;
    await compareTargets(await onKafka(stage, 'bare writer', ...OURS), comparison, write);
  },
  async seen(stage) {
    await measureVisibility(await stage.createKafkaLog(), { perSecond, rounds, seconds }, write);
  },
  async opening(stage) {
    await measureOpening(await stage.createKafkaLog(), { events, rounds }, write);
  },
  async growth(stage) {
    await measureGrowth(await onKafka(stage, 'bare writer', OURS[0]), events, write);
    await measureGrowth(await onPostgres(stage, 'bare group commit', OURS[0]), events, write);
  },
  async projections(stage) {
    await measureLoading(
      await stage.createDatabase(),
      { events, rounds, readModels: values.of.split(',') },
      write,
    );
  },
  async 'projections-growth'(stage) {
    await measureLoadingGrowth(
      await stage.createDatabase(),
      { events, rounds, readModels: values.of.split(',') },
      write,
    );
  },
};

async function run(names: readonly string[]): Promise<void> {
  const parts = names.map((name) => {
    const part = PARTS[name];
    if (part === undefined)
      throw new Error(`There is no part ${name}: give ${Object.keys(PARTS).join(', ')}.`);
    return part;
  });
  await using stage = new BenchmarkServers(values.brokers?.split(','));
  for (const part of parts) await part(stage);
}

if (values.help) write(HELP);
else await run(positionals.length > 0 ? positionals : Object.keys(PARTS));
