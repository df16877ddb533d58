import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTopics, EVENTS_TOPIC, parseKafkaAddress } from '@rapporteur/event-log-kafka';
import { describeWhen, useKafka, usePostgres } from '@rapporteur/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli, runApp, startServer } from './testing/processes.ts';

const kafka = await useKafka();
const postgres = usePostgres();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-doctor-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface FoundReport {
  readonly area: string;
  readonly level: string;
  readonly setting: string;
  readonly value: string;
  readonly remedy: string;
}

/** Runs the doctor as `rapporteur doctor` does, without the command line. */
const runDoctor = (settings: NodeJS.ProcessEnv) => runApp('standalone', ['doctor'], settings);

const findRefused = (out: string): readonly FoundReport[] =>
  (JSON.parse(out) as { readonly findings: readonly FoundReport[] }).findings.filter(
    ({ level }) => level === 'refuse',
  );

describe('The doctor', { timeout: 300_000 }, () => {
  it('reports no problem for a new installation, and creates nothing', async () => {
    const data = join(folder, 'none');
    const { exit, out } = await runCli(['doctor'], { RAPPORTEUR_DATA: data });
    expect({ exit, out }).toEqual({
      exit: 0,
      out: expect.stringContaining('The first start creates it.'),
    });
    expect(existsSync(data)).toBe(false);
  });

  it('names the settings of unreachable servers', async () => {
    const settings = {
      RAPPORTEUR_LOG: 'kafka://127.0.0.1:1',
      RAPPORTEUR_DATABASE: 'postgres://x@127.0.0.1:1/x',
    };
    const { exit, out } = await runCli(['doctor', '--json'], settings);
    expect(exit).toBe(3);
    expect(findRefused(out).map(({ setting }) => setting)).toEqual([
      'RAPPORTEUR_LOG',
      'RAPPORTEUR_DATABASE',
    ]);
    expect(await runApp('standalone', ['create'], settings)).toMatchObject({
      exit: 6,
      err: expect.stringContaining('The Kafka of the log does not run at this address'),
    });
  });

  it('rejects a log that is behind the read models', async () => {
    const settings = {
      RAPPORTEUR_LOG: postgres.url,
      RAPPORTEUR_DATABASE: postgres.url,
      RAPPORTEUR_DATA: folder,
    };
    const server = await startServer(settings);
    const note = join(import.meta.dirname, '../../../examples/rats-council-44-note.yaml');
    expect(await runCli(['submit', note, '--url', server.url], settings)).toMatchObject({
      exit: 0,
    });
    expect(
      await fetch(`${server.url}/v1/collections/sco/meetings/sco-rats-council-44?position=0:67`),
    ).toMatchObject({
      status: 200,
    });
    await server.stop();
    expect(await runDoctor(settings)).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/0:67, the end of/),
    });

    const database = new Client({ connectionString: postgres.url });
    await database.connect();
    await database.query('DELETE FROM log.events WHERE last_pseq > 40');
    await database.query(
      'UPDATE log.partitions SET last_pseq = (SELECT max(last_pseq) FROM log.events)',
    );
    await database.end();
    const { exit, out } = await runCli(['doctor', '--json'], settings);
    expect(exit).toBe(3);
    expect(findRefused(out).map(({ area, setting, value }) => [area, setting, value])).toEqual(
      ['timeline_v9', 'participation_v5', 'decisions_v5'].map((name) => [
        'read models',
        `${name} of partition 0`,
        '0:67',
      ]),
    );
  });
});

describeWhen(kafka.isAvailable, kafka.reason)('A log on Kafka', () => {
  const nameTopic = () => {
    const name = `doctor-${randomUUID()}`;
    return { name, url: `kafka://${kafka.brokers.join(',')}/${name}` };
  };
  const createSettings = (log: string): NodeJS.ProcessEnv => ({
    RAPPORTEUR_LOG: log,
    RAPPORTEUR_DATA: join(folder, 'kafka'),
  });

  it(
    'is created by one command, which does not change an existing log',
    { timeout: 300_000 },
    async () => {
      const settings = createSettings(nameTopic().url);
      expect(await runDoctor(settings)).toMatchObject({
        exit: 3,
        out: expect.stringContaining('Create it with `rapporteur log create`'),
      });
      const withPartitions = (partitions: string) => ({
        ...settings,
        RAPPORTEUR_PARTITIONS: partitions,
      });
      const create = (partitions: string) =>
        runApp('standalone', ['create'], withPartitions(partitions));
      expect(await runCli(['log', 'create'], withPartitions('3'))).toMatchObject({
        exit: 0,
        err: expect.stringMatching(/^Created the topic .* 3 partitions/),
      });
      expect(await create('3')).toMatchObject({
        exit: 0,
        err: expect.stringContaining('It was not changed.'),
      });
      expect(await create('4')).toMatchObject({
        exit: 2,
        err: expect.stringContaining('Their count never changes'),
      });
      expect(await runDoctor(settings)).toMatchObject({ exit: 0 });
    },
  );

  it('is rejected by every writer with the same message if it could lose events', async () => {
    const { name, url } = nameTopic();
    const topic = {
      ...EVENTS_TOPIC,
      settings: { ...EVENTS_TOPIC.settings, 'retention.ms': '86400000' },
    };
    await createTopics(parseKafkaAddress(url), [{ ...topic, name, partitions: 1 }]);
    const { exit, out } = await runCli(['doctor', '--json'], createSettings(url));
    expect(exit).toBe(3);
    const [found, ...others] = findRefused(out);
    expect(found).toMatchObject({ area: 'log', setting: 'retention.ms', value: '86400000' });
    expect(others).toEqual([]);
    const message = `retention.ms is 86400000: ${found?.remedy}`;
    expect(await runApp('command-service', [], createSettings(url))).toMatchObject({
      exit: 2,
      err: expect.stringContaining(message),
    });
    expect(
      await runApp('standalone', ['create'], createSettings(url)),
      'it is not changed either',
    ).toMatchObject({
      exit: 2,
      err: expect.stringContaining(message),
    });
  }, 300_000);
});
