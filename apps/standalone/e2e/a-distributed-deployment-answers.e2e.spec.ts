import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWhen, useKafka, usePostgres, waitUntil } from '@rapporteur/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordFixture } from './testing/record-fixture.ts';
import {
  runCli,
  type DeploymentProcess,
  isAlive,
  startCli,
  startDeployment,
} from './testing/processes.ts';
import { testAllQueries } from './queries/all-queries.contract.ts';

const texts = process.env['RAPPORTEUR_TEXTS'];
const kafka = await useKafka();
const broker = `kafka://${kafka.brokers.join(',')}`;

const isLive = (url: string): Promise<boolean> =>
  fetch(`${url}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );

describeWhen(kafka.isAvailable, kafka.reason)('A distributed deployment on Kafka', () => {
  const postgres = usePostgres();
  let folder: string;
  let deployment: DeploymentProcess;
  let record: RecordFixture;

  const createSettings = (): NodeJS.ProcessEnv => ({
    RAPPORTEUR_LOG: `${broker}/distributed-${randomUUID()}`,
    RAPPORTEUR_DATABASE: postgres.url,
    RAPPORTEUR_DATA: folder,
    ...(texts === undefined ? {} : { RAPPORTEUR_TEXTS: texts }),
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapporteur-full-'));
    deployment = await startDeployment(createSettings());
    const { url, commandsUrls } = deployment;
    record = await RecordFixture.create({ url, commandsUrls, close: () => Promise.resolve() });
  });
  afterAll(async () => {
    await deployment[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  testAllQueries(() => record, { texts, databaseUrl: () => postgres.url });

  describe('Its processes', { timeout: 300_000 }, () => {
    const getAddresses = (): NodeJS.ProcessEnv => ({
      RAPPORTEUR_URL: deployment.url,
      RAPPORTEUR_COMMANDS_URL: deployment.commandsUrls[1],
    });

    /** Writes a file that registers a body, and returns its path. */
    async function writeBodyFile(body: string): Promise<string> {
      const path = join(folder, `${body}.yaml`);
      const name = body.replace(/^./, (letter) => letter.toUpperCase());
      await writeFile(
        path,
        `{ command: RegisterBody, collection: sco, body: ${body}, name: ${name}, kind: organ }\n`,
      );
      return path;
    }

    it('include two command services, of which one records the commands of both', async () => {
      expect(deployment.commandsUrls).toHaveLength(2);
      const [partition] = record.initialPosition.split(':');
      const log = await (await fetch(`${deployment.url}/v1/log/${partition}`)).text();
      const openings = log
        .trim()
        .split('\n')
        .map(
          (line) =>
            JSON.parse(line) as { source: string; data: { owner: string; partitions: number } },
        )
        .filter(({ source }) => source === '/log');
      expect(openings).toHaveLength(1);
      expect(openings[0]?.data).toMatchObject({
        owner: expect.stringMatching(/^command-[12]$/),
        partitions: 12,
      });
    });

    it('accept no queries at a command service, and no commands at the query service', async () => {
      const queryResponse = await fetch(`${deployment.commandsUrls[0]}/v1/collections`);
      const commandResponse = await fetch(`${deployment.url}/v1/commands/OpenCollection`, {
        method: 'POST',
      });
      expect([queryResponse.status, commandResponse.status]).toEqual([404, 404]);
    });

    it('get commands and queries of the command line at separate addresses', async () => {
      const note = join(import.meta.dirname, '../../../examples/rats-council-44-note.yaml');
      const env = getAddresses();
      expect(await runCli(['submit', note], env)).toMatchObject({
        exit: 0,
        out: expect.stringContaining('already recorded'),
      });
      expect(await runCli(['query', 'bodies'], env)).toMatchObject({ exit: 0 });
    });

    it('return a submitted command in queries after `submit --wait`', async () => {
      const env = getAddresses();
      expect(
        await runCli(['submit', await writeBodyFile('harbour'), '--wait', '30'], env),
      ).toMatchObject({
        exit: 0,
      });
      expect((await runCli(['query', 'bodies', '--json'], env)).out).toContain('Harbour');
    });

    it('continue when one of them is killed, and report it', async () => {
      const timeline = deployment.processes.find(({ name }) => name === 'timeline');
      process.kill(timeline?.pid ?? 0, 'SIGKILL');
      await waitUntil(async () => !(await isLive(timeline?.url ?? '')), {
        condition: 'the timeline is down',
        timeoutMs: 120_000,
      });
      expect((await record.query('bodies')).status).toBe(200);
    });

    it('make `submit --wait` fail while a projector is down', async () => {
      expect(
        await runCli(['submit', await writeBodyFile('quay'), '--wait', '1'], getAddresses()),
      ).toMatchObject({
        exit: 6,
        out: expect.stringContaining('recorded 1 event'),
      });
    });

    it('end with the process that started them, also after SIGKILL', async () => {
      const { err } = await deployment.kill();
      expect(err).toMatch(/^timeline \(process \d+\) ended unexpectedly: SIGKILL$/m);
      await waitUntil(() => !deployment.processes.some(({ pid }) => isAlive(pid)), {
        condition: 'every process has ended',
        timeoutMs: 120_000,
      });
    });
  });

  it('runs as the demonstration until Ctrl-C', { timeout: 300_000 }, async () => {
    const data = { RAPPORTEUR_DATA: join(folder, 'demo'), RAPPORTEUR_PORT: '0' };
    const demo = startCli(['demo', '--kafka', broker], data);
    const processes: { pid: number; url: string }[] = [];
    for await (const line of demo.lines) {
      const [, pid, url] = /^ {2}[a-z0-9-]+ +(\d+) +(http:\S+)$/.exec(line) ?? [];
      if (url !== undefined) processes.push({ pid: Number(pid), url });
      if (line === 'The server runs until Ctrl-C.') break;
    }
    expect(processes).toHaveLength(6);
    demo.interrupt();
    expect((await demo.result).exit).toBe(0);
    expect(processes.filter(({ pid }) => isAlive(pid))).toEqual([]);
    expect(await Promise.all(processes.map(({ url }) => isLive(url)))).toEqual(
      Array(6).fill(false),
    );
  });
});
