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
import { fetchAllQueryResults, type CompleteQueryResult } from './testing/all-query-results.ts';
import {
  runCli,
  type ProcessResult,
  type DeploymentProcess,
  startDeployment,
} from './testing/processes.ts';

const example = (name: string): string =>
  join(import.meta.dirname, `../../../examples/${name}.yaml`);
const POLL_OPTIONS = { timeout: 60_000, interval: 500 };
const TIMEOUT_MS = 300_000;
/** Too large for an integer column of Postgres. JSON columns of other read models can store it. */
const TOO_LARGE = 3_000_000_000;

type QueryResults = Readonly<Record<string, CompleteQueryResult>>;

const getData = (results: QueryResults): object =>
  Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name, data]));
const findIncomplete = (results: QueryResults): readonly string[] =>
  Object.entries(results).flatMap(([name, { incomplete }]) => (incomplete ? [name] : []));

const kafka = await useKafka();

describeWhen(kafka.isAvailable, kafka.reason)(
  'An event that cannot be projected, in a log on Kafka',
  () => {
    const postgres = usePostgres();
    let folder: string;
    let settings: NodeJS.ProcessEnv;
    let deployment: DeploymentProcess;
    let dataSource: DataSource;

    const run = (...args: readonly string[]): Promise<ProcessResult> => runCli(args, settings);
    const projections = (...args: readonly string[]): Promise<ProcessResult> =>
      run('projections', ...args);
    const computeHash = async (): Promise<string> =>
      (await computeStateHash(dataSource, DECISIONS)).hash;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'rapporteur-poison-'));
      settings = {
        RAPPORTEUR_LOG: `kafka://${kafka.brokers.join(',')}/poison-${randomUUID()}`,
        RAPPORTEUR_DATABASE: postgres.url,
        RAPPORTEUR_DATA: folder,
      };
      deployment = await startDeployment({ ...settings, RAPPORTEUR_PARTITIONS: '2' });
      settings = {
        ...settings,
        RAPPORTEUR_URL: deployment.url,
        RAPPORTEUR_COMMANDS_URL: deployment.commandsUrls[0],
      };
      dataSource = await openReadModels(postgres.url);
    }, TIMEOUT_MS);
    afterAll(async () => {
      await dataSource.destroy();
      await deployment[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    });

    /** Submits an example, waits until it is projected, and returns its position. */
    async function submit(name: string): Promise<string> {
      let result: ProcessResult | undefined;
      // A takeover of the partition takes a while.
      await expect
        .poll(
          async () => (result = await run('submit', example(name), '--wait', '30')),
          POLL_OPTIONS,
        )
        .toMatchObject({ exit: 0 });
      return /up to position (\d+:\d+)/.exec(result?.out ?? '')?.[1] ?? '';
    }

    it('parks its command in one read model only, and is skipped by a rebuild', async () => {
      const [partition = ''] = (await submit('rats-council-44-note')).split(':');
      await appendPoison(settings['RAPPORTEUR_LOG'] ?? '', Number(partition));
      const position = await submit('reliable-barrier-article');

      const withParked = await fetchAllQueryResults(deployment.url, position);
      expect(JSON.stringify(withParked['incidents'])).toContain('reliable-barrier');
      expect(findIncomplete(withParked)).toEqual(
        expect.arrayContaining(['decisions', 'next-meetings']),
      );
      const otherQueries = [
        'timeline',
        'facts',
        'bodies',
        'participation',
        'ranking',
        'sources',
        'corrections',
      ];
      expect(otherQueries.filter((name) => findIncomplete(withParked).includes(name))).toEqual([]);
      expect(withParked['decisions']?.parked).toEqual([
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
      const afterSkip = await fetchAllQueryResults(deployment.url, skippedAt);
      expect(findIncomplete(afterSkip)).toEqual([]);
      expect(getData(afterSkip)).toEqual(getData(withParked));
      expect(JSON.parse((await projections('parked', '--json')).out)).toMatchObject({ parked: [] });

      const before = await computeHash();
      const rebuilt = await projections('rebuild', 'decisions');
      expect(rebuilt).toMatchObject({
        exit: 0,
        err: expect.stringContaining('instead of decisions_v5: same state hash'),
      });
      expect(await computeHash()).toBe(before);
      expect(getData(await fetchAllQueryResults(deployment.url, skippedAt))).toEqual(
        getData(withParked),
      );
      expect(JSON.parse((await projections('parked', '--json')).out)).toMatchObject({ parked: [] });
    }, 300_000);
  },
);

/**
 * Appends an event that no command can record: the agreed next meeting again, with a too large
 * ordinal.
 */
async function appendPoison(url: string, partition: number): Promise<void> {
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
    const agreed = events.find(({ type }) => type === 'org.rapporteur.next-meeting-agreed.v1');
    if (agreed === undefined) throw new Error('The log has no agreed next meeting.');
    const versions = events
      .filter(({ subject }) => subject === agreed.subject)
      .map((event) => event.streamversion);
    const writer = await log.openWriter(
      partition,
      { instance: 'poison-writer' },
      head,
      (batch) => (head = batch.head),
    );
    const poison: Envelope = {
      ...agreed,
      id: 'poison.1',
      commandid: 'poison',
      commandhash: sha256Hex('poison'),
      streamversion: Math.max(...versions) + 1,
      pseq: head.pseq + 1,
      term: writer.term,
      time: head.time,
      data: { ...agreed.data, ordinal: { value: TOO_LARGE, basis: 'stated', rule: null } },
    };
    await writer.append([serializeEvent(poison)]);
  } finally {
    await log.close();
  }
}
