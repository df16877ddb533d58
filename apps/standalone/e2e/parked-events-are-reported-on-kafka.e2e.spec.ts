import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Envelope, serializeEvent, sha256Hex } from '@rapporteur/contracts';
import { EMPTY_HEAD } from '@rapporteur/event-log';
import { openEventLog } from '@rapporteur/platform';
import { openReadModels, computeStateHash } from '@rapporteur/projection-runtime';
import { DECISIONS } from '@rapporteur/read-models';
import { describeWhen, useKafka, usePostgres } from '@rapporteur/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchAllQueryResults, type CompleteQueryResult } from './all-query-results.ts';
import {
  runCli,
  type ProcessResult,
  type DeploymentProcess,
  startDeployment,
} from './processes.ts';

const example = (name: string): string =>
  join(import.meta.dirname, `../../../examples/${name}.yaml`);
const PATIENCE = { timeout: 60_000, interval: 500 };
const TIMEOUT_MS = 300_000;
/** What an integer of Postgres cannot hold: JSON can, and so can every read model that keeps the fact as JSON. */
const TOO_GREAT = 3_000_000_000;

type Answers = Readonly<Record<string, CompleteQueryResult>>;

const dataOf = (answers: Answers): object =>
  Object.fromEntries(Object.entries(answers).map(([name, { data }]) => [name, data]));
const lacking = (answers: Answers): readonly string[] =>
  Object.entries(answers).flatMap(([name, { incomplete }]) => (incomplete ? [name] : []));

const kafka = await useKafka();

describeWhen(kafka.isAvailable, kafka.reason)('A poisonous event in a log on Kafka', () => {
  const postgres = usePostgres();
  let folder: string;
  let settings: NodeJS.ProcessEnv;
  let shape: DeploymentProcess;
  let dataSource: DataSource;

  const run = (...args: readonly string[]): Promise<ProcessResult> => runCli(args, settings);
  const projections = (...args: readonly string[]): Promise<ProcessResult> =>
    run('projections', ...args);
  const hash = async (): Promise<string> => (await computeStateHash(dataSource, DECISIONS)).hash;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapporteur-poison-'));
    settings = {
      RAPPORTEUR_LOG: `kafka://${kafka.brokers.join(',')}/poison-${randomUUID()}`,
      RAPPORTEUR_DATABASE: postgres.url,
      RAPPORTEUR_DATA: folder,
    };
    shape = await startDeployment({ ...settings, RAPPORTEUR_PARTITIONS: '2' });
    settings = {
      ...settings,
      RAPPORTEUR_URL: shape.url,
      RAPPORTEUR_COMMANDS_URL: shape.commandsUrls[0],
    };
    dataSource = await openReadModels(postgres.url);
  }, TIMEOUT_MS);
  afterAll(async () => {
    await dataSource.destroy();
    await shape[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  /** Submits an example, waits until it shows, and answers the position. */
  async function submitted(name: string): Promise<string> {
    let ended: ProcessResult | undefined;
    // Whoever wrote the partition last is not overtaken at once.
    await expect
      .poll(async () => (ended = await run('submit', example(name), '--wait', '30')), PATIENCE)
      .toMatchObject({ exit: 0 });
    return /up to position (\d+:\d+)/.exec(ended?.out ?? '')?.[1] ?? '';
  }

  it('keeps its command out of one read model, leaves every other answer fresh, and is left out by a rebuild', async () => {
    const [partition = ''] = (await submitted('rats-council-44-note')).split(':');
    await plant(settings['RAPPORTEUR_LOG'] ?? '', Number(partition));
    const position = await submitted('reliable-barrier-article');

    const told = await fetchAllQueryResults(shape.url, position);
    expect(JSON.stringify(told['incidents'])).toContain('reliable-barrier');
    expect(lacking(told)).toEqual(expect.arrayContaining(['decisions', 'next-meetings']));
    const ofOthers = [
      'timeline',
      'facts',
      'bodies',
      'participation',
      'ranking',
      'sources',
      'corrections',
    ];
    expect(ofOthers.filter((name) => lacking(told).includes(name))).toEqual([]);
    expect(told['decisions']?.parked).toEqual([
      expect.objectContaining({
        projection: 'decisions',
        command: 'poison',
        code: 'PROJECTION_ROW_REFUSED',
      }),
    ]);
    const { out } = await projections('parked', '--json');
    expect(JSON.parse(out)).toMatchObject({
      parked: [{ projection: 'decisions', commandId: 'poison' }],
    });
    expect(await projections('retry', 'decisions')).toMatchObject({ exit: 7 });

    const skipped = await projections(
      'skip',
      'decisions',
      'poison',
      '--reason',
      'No meeting has that number.',
    );
    expect(skipped.exit).toBe(0);
    const skippedAt = /recorded at (\d+:\d+)/.exec(skipped.err)?.[1] ?? '';
    const without = await fetchAllQueryResults(shape.url, skippedAt);
    expect(lacking(without)).toEqual([]);
    expect(dataOf(without)).toEqual(dataOf(told));
    expect(JSON.parse((await projections('parked', '--json')).out)).toMatchObject({ parked: [] });

    const before = await hash();
    const rebuilt = await projections('rebuild', 'decisions');
    expect(rebuilt).toMatchObject({
      exit: 0,
      err: expect.stringContaining(`in place of decisions_v1: state hash`),
    });
    expect(await hash()).toBe(before);
    expect(dataOf(await fetchAllQueryResults(shape.url, skippedAt))).toEqual(dataOf(told));
    expect(JSON.parse((await projections('parked', '--json')).out)).toMatchObject({ parked: [] });
  }, 300_000);
});

/** Appends what no recorder could have recorded, as a writer of its own: the next meeting, with a number that is none. */
async function plant(url: string, partition: number): Promise<void> {
  const log = await openEventLog(url);
  try {
    let head = EMPTY_HEAD;
    const events: Envelope[] = [];
    for await (const batch of log.read(partition, head, {
      follow: false,
      signal: new AbortController().signal,
    })) {
      events.push(...batch.events.map(({ event }) => event));
      head = batch.head;
    }
    const told = events.find(({ type }) => type === 'org.rapporteur.next-meeting-agreed.v1');
    if (told === undefined) throw new Error('no next meeting is recorded');
    const versions = events
      .filter(({ subject }) => subject === told.subject)
      .map((event) => event.streamversion);
    const writer = await log.openWriter(
      partition,
      { owner: 'planter' },
      head,
      (batch) => (head = batch.head),
    );
    const poison: Envelope = {
      ...told,
      id: 'poison.1',
      commandid: 'poison',
      commandhash: sha256Hex('poison'),
      streamversion: Math.max(...versions) + 1,
      pseq: head.pseq + 1,
      term: writer.term,
      time: head.time,
      data: { ...told.data, ordinal: { value: TOO_GREAT, basis: 'stated', rule: null } },
    };
    await writer.append([serializeEvent(poison)]);
  } finally {
    await log.close();
  }
}
