import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describeWhen, useKafka, usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordFixture } from './record-fixture.ts';
import { runCli, type DeploymentProcess, isAlive, startCli, startDeployment } from './processes.ts';
import { testAllQueries } from './queries/all-queries.contract.ts';

const texts = process.env['RAPPORTEUR_TEXTS'];
const kafka = await useKafka();
const broker = `kafka://${kafka.brokers.join(',')}`;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(50);
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );

describeWhen(kafka.isAvailable, kafka.reason)('The full shape on Kafka', () => {
  const postgres = usePostgres();
  let folder: string;
  let shape: DeploymentProcess;
  let asked: RecordFixture;

  const settings = (): NodeJS.ProcessEnv => ({
    RAPPORTEUR_LOG: `${broker}/full-shape-${randomUUID()}`,
    RAPPORTEUR_DATABASE: postgres.url,
    RAPPORTEUR_DATA: folder,
    ...(texts === undefined ? {} : { RAPPORTEUR_TEXTS: texts }),
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapporteur-full-'));
    shape = await startDeployment(settings());
    const { url, commandsUrls } = shape;
    asked = await RecordFixture.create({ url, commandsUrls, close: () => Promise.resolve() });
  });
  afterAll(async () => {
    await shape[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  testAllQueries(() => asked, { texts, databaseUrl: () => postgres.url });

  describe('Its processes', { timeout: 300_000 }, () => {
    const addresses = (): NodeJS.ProcessEnv => ({
      RAPPORTEUR_URL: shape.url,
      RAPPORTEUR_COMMANDS_URL: shape.commandsUrls[1],
    });

    /** A file that registers a body. */
    async function bodyFile(body: string): Promise<string> {
      const path = join(folder, `${body}.yaml`);
      const name = body.replace(/^./, (letter) => letter.toUpperCase());
      await writeFile(
        path,
        `{ command: RegisterBody, collection: sco, body: ${body}, name: ${name}, kind: organ }\n`,
      );
      return path;
    }

    it('are two that take commands, of which one writes what both are sent', async () => {
      expect(shape.commandsUrls).toHaveLength(2);
      const [partition] = asked.initialPosition.split(':');
      const log = await (await fetch(`${shape.url}/v1/log/${partition}`)).text();
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

    it('take no questions where commands go, and no commands where questions go', async () => {
      const questions = await fetch(`${shape.commandsUrls[0]}/v1/collections`);
      const commands = await fetch(`${shape.url}/v1/commands/OpenCollection`, { method: 'POST' });
      expect([questions.status, commands.status]).toEqual([404, 404]);
    });

    it('are told apart by the command line: commands to the one address, questions to the other', async () => {
      const note = join(import.meta.dirname, '../../../examples/rats-council-44-note.yaml');
      const env = addresses();
      expect(await runCli(['submit', note], env)).toMatchObject({
        exit: 0,
        out: expect.stringContaining('already recorded'),
      });
      expect(await runCli(['query', 'bodies'], env)).toMatchObject({ exit: 0 });
    });

    it('show at the one address what was sent to the other, once `submit --wait` ends', async () => {
      const env = addresses();
      expect(
        await runCli(['submit', await bodyFile('harbour'), '--wait', '30'], env),
      ).toMatchObject({
        exit: 0,
      });
      expect((await runCli(['query', 'bodies', '--json'], env)).out).toContain('Harbour');
    });

    it('leave the others at work when one dies, which is said', async () => {
      const timeline = shape.processes.find(({ name }) => name === 'timeline');
      process.kill(timeline?.pid ?? 0, 'SIGKILL');
      await until(async () => !(await answers(timeline?.url ?? '')));
      expect((await asked.query('bodies')).status).toBe(200);
    });

    it('do not let `submit --wait` end well while one of them does not show it', async () => {
      expect(
        await runCli(['submit', await bodyFile('quay'), '--wait', '1'], addresses()),
      ).toMatchObject({
        exit: 6,
        out: expect.stringContaining('recorded 1 event'),
      });
    });

    it('end with the process that started them, also where that is killed', async () => {
      const { err } = await shape.kill();
      expect(err).toMatch(/^timeline \(process \d+\) ended by itself: SIGKILL$/m);
      await until(() => !shape.processes.some(({ pid }) => isAlive(pid)));
    });
  });

  it('is what the demonstration shows, until Ctrl-C', { timeout: 300_000 }, async () => {
    const data = { RAPPORTEUR_DATA: join(folder, 'demo'), RAPPORTEUR_PORT: '0' };
    const demo = startCli(['demo', '--kafka', broker], data);
    const processes: { pid: number; url: string }[] = [];
    for await (const line of demo.lines) {
      const [, pid, url] = /^ {2}[a-z0-9-]+ +(\d+) +(http:\S+)$/.exec(line) ?? [];
      if (url !== undefined) processes.push({ pid: Number(pid), url });
      if (line === 'It stays up until Ctrl-C.') break;
    }
    expect(processes).toHaveLength(6);
    demo.interrupt();
    expect((await demo.result).exit).toBe(0);
    expect(processes.filter(({ pid }) => isAlive(pid))).toEqual([]);
    expect(await Promise.all(processes.map(({ url }) => answers(url)))).toEqual(
      Array(6).fill(false),
    );
  });
});
