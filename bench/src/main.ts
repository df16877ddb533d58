import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { KafkaLog } from '@rapporteur/event-log-kafka';
import { PostgresLog } from '@rapporteur/event-log-postgres';
import type { Candidate } from './candidate.ts';
import { bareGroupCommit } from './candidates/bare-group-commit.ts';
import { bareWriter } from './candidates/bare-writer.ts';
import { emmett } from './candidates/emmett.ts';
import { plainInsert } from './candidates/plain-insert.ts';
import { rapporteur } from './candidates/rapporteur.ts';
import { rapporteurOverHttp } from './candidates/rapporteur-http.ts';
import { compare } from './compare.ts';
import { growth } from './growth.ts';
import { loading, loadingGrowth } from './loading/loading.ts';
import { measure, pace } from './measure.ts';
import { opening } from './opening.ts';
import { seen } from './seen.ts';
import { Stage } from './stage.ts';

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

const [rounds, seconds, events] = [Number(values.rounds), Number(values.seconds), Number(values.events)];
const perSecond = Number(values['per-second']);
const write = (text: string): void => void process.stdout.write(text);

function onKafka(url: string): Candidate {
  return rapporteur(() => KafkaLog.open({ url }));
}

function onPostgres(url: string): Candidate {
  return rapporteur(() => PostgresLog.open({ url, partitions: 1, schema: `bench_${process.hrtime.bigint()}` }));
}

/** Closed loops: so many at once, each sending again when it is answered. */
async function atOnce(candidates: readonly Candidate[], against: readonly Candidate[]): Promise<void> {
  const comparisons = values.at.split(',').map((concurrency) => ({
    title: `${concurrency} at once`,
    rounds,
    seconds,
    measure: (opened: Parameters<typeof measure>[0], forSeconds: number) =>
      measure(opened, Number(concurrency), forSeconds),
    of: 'perSecond' as const,
    against: against.map(({ name }) => name),
  }));
  await compare(candidates, comparisons, write);
}

const PARTS: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async kafka(stage) {
    const [peer, floor] = [emmett(await stage.postgres()), bareWriter(await stage.kafkaLog())];
    const ours = [onKafka(await stage.kafkaLog()), rapporteurOverHttp(await stage.kafkaLog())];
    await atOnce([peer, floor, ...ours], [peer, floor]);
  },
  async postgres(stage) {
    const url = await stage.postgres();
    const [peer, floor] = [emmett(url), bareGroupCommit(url)];
    await atOnce([peer, plainInsert(url), floor, onPostgres(url), rapporteurOverHttp(url)], [peer, floor]);
  },
  async pace(stage) {
    const floor = bareWriter(await stage.kafkaLog());
    const ours = [onKafka(await stage.kafkaLog()), rapporteurOverHttp(await stage.kafkaLog())];
    const comparison = {
      title: `${perSecond} per second`,
      rounds,
      seconds,
      measure: (opened: Parameters<typeof pace>[0], forSeconds: number) => pace(opened, perSecond, forSeconds),
      of: 'p50' as const,
      against: [floor.name],
    };
    await compare([floor, ...ours], [comparison], write);
  },
  async seen(stage) {
    await seen(await stage.kafkaLog(), { perSecond, rounds, seconds }, write);
  },
  async opening(stage) {
    await opening(await stage.kafkaLog(), { events, rounds }, write);
  },
  async growth(stage) {
    const [log, database] = [await stage.kafkaLog(), await stage.postgres()];
    await growth([bareWriter(await stage.kafkaLog()), onKafka(log)], events, write);
    await growth([bareGroupCommit(database), onPostgres(database)], events, write);
  },
  async projections(stage) {
    await loading(await stage.postgres(), { events, rounds, of: values.of.split(',') }, write);
  },
  async 'projections-growth'(stage) {
    await loadingGrowth(await stage.postgres(), { events, rounds, of: values.of.split(',') }, write);
  },
};

async function run(names: readonly string[]): Promise<void> {
  const parts = names.map((name) => {
    const part = PARTS[name];
    if (part === undefined) throw new Error(`There is no part ${name}: give ${Object.keys(PARTS).join(', ')}.`);
    return part;
  });
  await using stage = new Stage(values.brokers?.split(','));
  for (const part of parts) await part(stage);
}

if (values.help) write(HELP);
else await run(positionals.length > 0 ? positionals : Object.keys(PARTS));
