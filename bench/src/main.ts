import 'reflect-metadata';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  measureArchiveImport,
  measureArchiveQueries,
  measureRecording,
} from './archive/archive.ts';
import { BenchmarkServers } from './benchmark-servers.ts';
import { measureCommandLine } from './command-line.ts';
import { compareTargets } from './compare.ts';
import { measureDrafting } from './drafting/drafting.ts';
import { measureNotes } from './drafting/notes.ts';
import { measureGrowth } from './growth.ts';
import { measureLoading, measureLoadingGrowth } from './loading/loading.ts';
import { measureOpening } from './opening.ts';
import { ResultsFile } from './results-file.ts';
import type { TargetConfig } from './target-process.ts';
import type { TargetName } from './target.ts';
import { measureVisibility } from './visibility.ts';

const HELP = `Measures the write path and the loading of read models beside other implementations,
in interleaved rounds. It starts its own servers. Only the ratios are meaningful.

  npx pnpm bench                            run all parts
  npx pnpm bench kafka --at 64 --rounds 3   run one part, for a shorter time

  archive    the three parts below: recording whole documents of some 37 facts
  archive-kafka     16 at once on Kafka; baselines: a bare writer, and Emmett on Postgres
  archive-postgres  the same on Postgres; baselines: bare statements, and Emmett
  archive-import    import into standalone with all read models; baseline: bare statements
  queries    queries and exports of an imported archive; baseline: their SQL statements alone
  kafka      recording on Kafka; baselines: a bare writer, and Emmett on Postgres
  postgres   recording on Postgres; baselines: bare statements, and Emmett
  pace       latency of commands on Kafka at a low rate; baseline: one bare batch
  seen       time from sending a command until a reader has its event, on Kafka
  opening    opening a partition on Kafka, and memory; baseline: fetching and parsing its records
  growth     cost of a command as the record grows, on Kafka and on Postgres
  command-line  calls of the built rapporteur and of its source; baseline: Node alone
  drafting   drafts of texts beside the truth about them; needs --texts or --notes
  projections         loading a read model as a rebuild does; baselines: COPY, and Emmett
  projections-growth  cost of an event for a hundredth, a tenth and all of the events

  --at 1,16,64,256   concurrent commands (kafka, postgres)
  --rounds 5         number of rounds
  --seconds 3        duration of a round
  --per-second 200   commands per second (pace, seen)
  --events 100000    number of events (archive, opening, growth, projections, projections-growth)
  --of timeline,participation,decisions   read models (projections, projections-growth)
  --json FILE        keep the results of the archive; a part that is there does not run again
  --texts FOLDER     a folder with truth.json and the folders text and xml (drafting)
  --akn              draft the documents in Akoma Ntoso of the folder xml (drafting)
  --notes FOLDER     a folder of YAML files with notes and their facts (drafting)
  --brokers a:9092   the Kafka to use; by default one is started
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
    json: { type: 'string' },
    texts: { type: 'string' },
    akn: { type: 'boolean', default: false },
    notes: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const events = Number(values.events);
const perSecond = Number(values['per-second']);
const write = (text: string): void => void process.stdout.write(text);

/** Runs closed loops with each concurrency. Every target starts empty each time. */
async function compareByConcurrency(
  createTargets: () => Promise<readonly TargetConfig[]>,
  baselines: readonly TargetName[],
): Promise<void> {
  for (const concurrency of values.at.split(',')) {
    const comparison = {
      title: `${concurrency} at once`,
      rounds,
      work: { kind: 'duration', seconds, concurrency: Number(concurrency) },
      figure: 'perSecond',
      baselines,
    } as const;
    await compareTargets(await createTargets(), comparison, write);
  }
}

/** Returns targets that each record on their own topic. */
async function createKafkaTargets(
  servers: BenchmarkServers,
  ...names: readonly TargetName[]
): Promise<readonly TargetConfig[]> {
  const targets: TargetConfig[] = [];
  for (const name of names) targets.push({ name, url: await servers.createKafkaLog() });
  return targets;
}

/** Returns targets that each record in their own database. */
async function createPostgresTargets(
  servers: BenchmarkServers,
  ...names: readonly TargetName[]
): Promise<readonly TargetConfig[]> {
  const targets: TargetConfig[] = [];
  for (const name of names) targets.push({ name, url: await servers.createDatabase() });
  return targets;
}

const RAPPORTEUR = ['Rapporteur, in process', 'Rapporteur, over HTTP'] as const;

const results = await ResultsFile.open(values.json);
const archive = { events, results, write };

const PARTS: Readonly<Record<string, (servers: BenchmarkServers) => Promise<void>>> = {
  'archive-kafka': (servers) => measureRecording(servers, 'Kafka', archive),
  'archive-postgres': (servers) => measureRecording(servers, 'Postgres', archive),
  'archive-import': (servers) => measureArchiveImport(servers, archive),
  queries: () => measureArchiveQueries(archive),
  async kafka(servers) {
    const createTargets = async () => [
      ...(await createPostgresTargets(servers, 'Emmett on Postgres')),
      ...(await createKafkaTargets(servers, 'bare writer', ...RAPPORTEUR)),
    ];
    await compareByConcurrency(createTargets, ['Emmett on Postgres', 'bare writer']);
  },
  async postgres(servers) {
    const baselines = ['Emmett on Postgres', 'bare group commit'] as const;
    const names = [...baselines, 'plain INSERT', ...RAPPORTEUR] as const;
    await compareByConcurrency(() => createPostgresTargets(servers, ...names), baselines);
  },
  async pace(servers) {
    const comparison = {
      title: `${perSecond} per second`,
      rounds,
      work: { kind: 'pace', seconds, perSecond },
      figure: 'p50',
      baselines: ['bare writer'],
    } as const;
    const targets = await createKafkaTargets(servers, 'bare writer', ...RAPPORTEUR);
    await compareTargets(targets, comparison, write);
  },
  async seen(servers) {
    await measureVisibility(await servers.createKafkaLog(), { perSecond, rounds, seconds }, write);
  },
  async opening(servers) {
    await measureOpening(await servers.createKafkaLog(), { events, rounds }, write);
  },
  async growth(servers) {
    const [inProcess] = RAPPORTEUR;
    const onKafka = await createKafkaTargets(servers, 'bare writer', inProcess);
    await measureGrowth(onKafka, events, write);
    const onPostgres = await createPostgresTargets(servers, 'bare group commit', inProcess);
    await measureGrowth(onPostgres, events, write);
  },
  async 'command-line'() {
    await measureCommandLine({ rounds }, write);
  },
  async drafting() {
    const { texts, notes, akn: fromMarkup } = values;
    const base = process.env['INIT_CWD'] ?? '.';
    if (texts === undefined && notes === undefined)
      write('drafting: skipped, because neither --texts nor --notes names a folder\n');
    if (texts !== undefined) await measureDrafting(resolve(base, texts), { fromMarkup, write });
    if (notes !== undefined) measureNotes(resolve(base, notes), write);
  },
  async projections(servers) {
    await measureLoading(await servers.createDatabase(), getLoadingOptions(), write);
  },
  async 'projections-growth'(servers) {
    await measureLoadingGrowth(await servers.createDatabase(), getLoadingOptions(), write);
  },
};

/** Names of several parts. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  archive: ['archive-kafka', 'archive-postgres', 'archive-import'],
};

function getLoadingOptions() {
  return { events, rounds, readModels: values.of.split(',') };
}

async function run(names: readonly string[]): Promise<void> {
  const all = names.flatMap((name) => GROUPS[name] ?? [name]);
  const parts = all.map((name) => {
    const part = PARTS[name];
    if (part === undefined)
      throw new Error(`Unknown part \`${name}\`. The parts are ${Object.keys(PARTS).join(', ')}.`);
    return part;
  });

  await using servers = new BenchmarkServers(values.brokers?.split(','));
  for (const part of parts) await part(servers);
}

if (values.help) write(HELP);
else await run(positionals.length > 0 ? positionals : Object.keys(PARTS));
