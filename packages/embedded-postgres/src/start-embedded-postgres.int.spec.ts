import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, type QueryResultRow } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isProcessAlive } from './process-alive.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

const HOLDER = fileURLToPath(new URL('test-holder.main.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;

let folder = '';
let started: EmbeddedPostgres[] = [];
let holders: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-embedded-'));
  [started, holders] = [[], []];
});

afterEach(async () => {
  for (const holder of holders) holder.kill('SIGKILL');
  for (const server of started) await server.stop();
  for (const server of started) await rm(server.dataFolder, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

async function start(dataFolder = folder): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataFolder });
  started.push(server);
  return server;
}

/** Another process that starts a server and records a word; answers the process once the word is recorded. */
async function hold(word: string): Promise<ChildProcess> {
  const flags = ['--conditions=@rapporteur/source', '--import', '@oxc-node/core/register'];
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const holder = spawn(process.execPath, [...flags, HOLDER, folder, word], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.push(holder);
  if (holder.stdout) await once(holder.stdout, 'data');
  return holder;
}

async function kill(holder: ChildProcess): Promise<void> {
  holder.kill('SIGKILL');
  await once(holder, 'exit');
}

async function rows<Row extends QueryResultRow>(
  { url }: EmbeddedPostgres,
  text: string,
): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

const words = async (server: EmbeddedPostgres): Promise<string[]> =>
  (await rows<{ word: string }>(server, 'SELECT word FROM words ORDER BY word')).map(
    ({ word }) => word,
  );

const lockFile = (): string => join(folder, 'cluster', 'postmaster.pid');
const serverPid = async (): Promise<number> =>
  Number((await readFile(lockFile(), 'utf8')).split('\n')[0]);

describe('The embedded Postgres', () => {
  it('keeps what was written over a stop, and stops once', async () => {
    const first = await start();
    await rows(first, "CREATE TABLE words AS SELECT 'Душанбе 🕊️' AS word");
    await Promise.all([first.stop(), first.stop()]);
    expect(await readdir(join(folder, 'cluster'))).not.toContain('postmaster.pid');
    expect(await words(await start())).toEqual(['Душанбе 🕊️']);
  });

  it('speaks UTF-8, keeps fsync on, and listens on this machine alone, with a password', async () => {
    const server = await start();
    const setting = async (name: string): Promise<string | undefined> =>
      (await rows<{ value: string }>(server, `SELECT current_setting('${name}') AS value`))[0]
        ?.value;
    const names = [
      'server_encoding',
      'fsync',
      'synchronous_commit',
      'listen_addresses',
      'unix_socket_directories',
      'TimeZone',
    ];
    expect(await Promise.all(names.map(setting))).toEqual([
      'UTF8',
      'on',
      'on',
      '127.0.0.1',
      '',
      'UTC',
    ]);
    const [locale] = await rows(
      server,
      "SELECT datlocprovider AS provider, datlocale AS locale FROM pg_database WHERE datname = 'postgres'",
    );
    expect(locale).toEqual({ provider: 'b', locale: 'C.UTF-8' });
    const stranger = new URL(server.url);
    stranger.password = 'wrong';
    await expect(rows({ ...server, url: stranger.href }, 'SELECT 1')).rejects.toThrow('password');
  });

  it('refuses data of another major version', async () => {
    await (await start()).stop();
    await writeFile(join(folder, 'cluster', 'PG_VERSION'), '9\n');
    await expect(startEmbeddedPostgres({ dataFolder: folder })).rejects.toMatchObject({
      code: 'EMBEDDED_POSTGRES_VERSION_MISMATCH',
    });
  });
});

describe('After a kill -9', () => {
  it('of the process that started it, the server that was left running is taken over', async () => {
    const holder = await hold('before');
    const pid = await serverPid();
    await kill(holder);
    const server = await start();
    expect(await words(server)).toEqual(['before']);
    expect(await serverPid()).toBe(pid);
    await server.stop();
    expect(isProcessAlive(pid)).toBe(false);
  });

  it('of the server too, its lock file is in nobody’s way', async () => {
    const holder = await hold('before');
    const pid = await serverPid();
    await kill(holder);
    process.kill(pid, 'SIGKILL');
    expect(await words(await start())).toEqual(['before']);
  });

  it('a lock file that names another process by now is taken away', async () => {
    await (await start()).stop();
    await writeFile(
      lockFile(),
      [process.pid, join(folder, 'cluster'), 0, 1, '', '127.0.0.1', '', 'ready', ''].join('\n'),
    );
    expect(await rows(await start(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('a cluster that was begun and not finished is cleared away', async () => {
    await chmod(folder, 0o755);
    await mkdir(join(folder, 'cluster.new-4194305'));
    await writeFile(join(folder, 'cluster.new-4194305.password'), '');
    await start();
    expect(await readdir(folder)).toEqual(['cluster']);
  });
});

describe('A folder that is in use', () => {
  it('is refused to a second process, by name of the folder and the process', async () => {
    const holder = await hold('first');
    const second = startEmbeddedPostgres({ dataFolder: folder });
    await expect(second).rejects.toMatchObject({ code: 'EMBEDDED_POSTGRES_FOLDER_IN_USE' });
    await expect(second).rejects.toThrow(`${folder} is in use by process ${holder.pid}`);
    await kill(holder);
    expect(await words(await start())).toEqual(['first']);
  });

  it('stays its owner’s when the server drops the session that says so', async () => {
    const server = await start();
    const sessions = "FROM pg_stat_activity WHERE application_name LIKE 'rapporteur owner %'";
    const [dropped] = await rows<{ pid: number }>(
      server,
      `SELECT pid, pg_terminate_backend(pid) ${sessions}`,
    );
    const renewed = `SELECT FROM pg_locks JOIN pg_stat_activity a USING (pid) WHERE locktype = 'advisory' AND a.pid <> ${dropped?.pid}`;
    while ((await rows(server, renewed)).length === 0) await new Promise(setImmediate);
    const second = startEmbeddedPostgres({ dataFolder: folder });
    await expect(second).rejects.toMatchObject({ code: 'EMBEDDED_POSTGRES_FOLDER_IN_USE' });
  });

  it('goes to one of two that begin at once', async () => {
    const both = await Promise.allSettled([start(), start()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const refusals = both
      .filter((result) => result.status === 'rejected')
      .map(({ reason }) => (reason as { code: string }).code);
    expect(refusals).toEqual(['EMBEDDED_POSTGRES_FOLDER_IN_USE']);
  });
});

describe('As root', () => {
  it('runs as another account, and gives it nothing but the cluster', async ({ skip }) => {
    skip(!isRoot, 'this user is not root');
    await start();
    expect((await stat(folder)).uid).toBe(0);
    expect((await stat(join(folder, 'cluster'))).uid).not.toBe(0);
  });

  it('keeps the data elsewhere when that account cannot enter the folder, and finds them again', async ({
    skip,
  }) => {
    skip(!isRoot, 'this user is not root');
    const home = join(folder, 'home');
    await mkdir(home);
    await chmod(home, 0o700);
    const asked = join(home, 'deep', 'data');
    const first = await start(asked);
    expect(first.dataFolder).not.toContain(folder);
    await rows(first, "CREATE TABLE words AS SELECT 'kept' AS word");
    await first.stop();
    // Also once it could enter: data once begun stay where they are.
    await chmod(home, 0o755);
    const again = await start(asked);
    expect([again.dataFolder, await words(again)]).toEqual([first.dataFolder, ['kept']]);
    expect(await readFile(join(asked, 'WHERE-THE-DATABASE-IS.txt'), 'utf8')).toContain(
      first.dataFolder,
    );
  });
});
