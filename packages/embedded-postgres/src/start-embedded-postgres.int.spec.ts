import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SOURCE_FLAGS } from '@rapporteur/source-loader';
import { Client, type QueryResultRow } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isProcessAlive } from '@rapporteur/run-program';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

const HOLDER = fileURLToPath(new URL('testing/postgres-holder.main.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;

let folder = '';
let started: EmbeddedPostgres[] = [];
let holders: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-embedded-'));
  started = [];
  holders = [];
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

/** Starts a server in another process, which writes a word. Returns the process after that. */
async function startHolder(word: string): Promise<ChildProcess> {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const holder = spawn(process.execPath, [...SOURCE_FLAGS, HOLDER, folder, word], {
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

const readWords = async (server: EmbeddedPostgres): Promise<string[]> =>
  (await rows<{ word: string }>(server, 'SELECT word FROM words ORDER BY word')).map(
    ({ word }) => word,
  );

const lockFilePath = (): string => join(folder, 'cluster', 'postmaster.pid');
const readServerPid = async (): Promise<number> =>
  Number((await readFile(lockFilePath(), 'utf8')).split('\n')[0]);

describe('An embedded Postgres that ends', () => {
  const killServer = async (): Promise<void> => {
    const pid = await readServerPid();
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => isProcessAlive(pid)).toBe(false);
  };

  it('is started again on its port, with its data', { timeout: 60_000 }, async () => {
    const server = await start();
    await rows(server, `CREATE TABLE words AS SELECT 'kept' AS word`);
    await killServer();
    await expect
      .poll(() => readWords(server).catch(() => []), { timeout: 30_000 })
      .toEqual(['kept']);
    await server.stop();
    await expect(readServerPid(), 'it is not started again after a stop').rejects.toThrow(/ENOENT/);
  });

  it('is given up with the reason and the fix', { timeout: 60_000 }, async () => {
    const server = await start();
    await rm(join(folder, 'cluster', 'global'), { recursive: true });
    await killServer();
    const { message } = await server.failure;
    expect(message).toMatch(/5 restarts did not help.*free space.*start again/);
    expect(message).toContain('global');
  });
});

describe('The embedded Postgres', () => {
  it('keeps data after a stop, and stops once', async () => {
    const first = await start();
    await rows(first, "CREATE TABLE words AS SELECT 'Душанбе 🕊️' AS word");
    await Promise.all([first.stop(), first.stop()]);
    expect(await readdir(join(folder, 'cluster'))).not.toContain('postmaster.pid');
    expect(await readWords(await start())).toEqual(['Душанбе 🕊️']);
  });

  it('speaks UTF-8, keeps fsync on, and listens on localhost with a password', async () => {
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
      `SELECT datlocprovider AS provider, datlocale AS locale FROM pg_database
        WHERE datname = 'postgres'`,
    );
    expect(locale).toEqual({ provider: 'b', locale: 'C.UTF-8' });
    const wrongUrl = new URL(server.url);
    wrongUrl.password = 'wrong';
    await expect(rows({ ...server, url: wrongUrl.href }, 'SELECT 1')).rejects.toThrow('password');
  });

  it('rejects data of another major version', async () => {
    await (await start()).stop();
    await writeFile(join(folder, 'cluster', 'PG_VERSION'), '9\n');
    await expect(startEmbeddedPostgres({ dataFolder: folder })).rejects.toMatchObject({
      code: 'EMBEDDED_POSTGRES_VERSION_MISMATCH',
    });
  });
});

describe('A start after a kill -9', () => {
  it('takes over the running server of a killed owner', async () => {
    const holder = await startHolder('before');
    const pid = await readServerPid();
    await kill(holder);
    const server = await start();
    expect(await readWords(server)).toEqual(['before']);
    expect(await readServerPid()).toBe(pid);
    await server.stop();
    expect(isProcessAlive(pid)).toBe(false);
  });

  it('ignores the lock file of a killed server', async () => {
    const holder = await startHolder('before');
    const pid = await readServerPid();
    await kill(holder);
    process.kill(pid, 'SIGKILL');
    expect(await readWords(await start())).toEqual(['before']);
  });

  it('deletes a lock file with a reused process id', async () => {
    await (await start()).stop();
    await writeFile(
      lockFilePath(),
      [process.pid, join(folder, 'cluster'), 0, 1, '', '127.0.0.1', '', 'ready', ''].join('\n'),
    );
    expect(await rows(await start(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('deletes an unfinished cluster', async () => {
    await chmod(folder, 0o755);
    await mkdir(join(folder, 'cluster.new-4194305'));
    await writeFile(join(folder, 'cluster.new-4194305.password'), '');
    await start();
    expect(await readdir(folder)).toEqual(['cluster']);
  });
});

describe('A folder that is in use', () => {
  it('is rejected for a second process, with folder and owner in the message', async () => {
    const holder = await startHolder('first');
    const second = startEmbeddedPostgres({ dataFolder: folder });
    await expect(second).rejects.toMatchObject({ code: 'EMBEDDED_POSTGRES_FOLDER_IN_USE' });
    await expect(second).rejects.toThrow(`${folder} is in use by process ${holder.pid}`);
    await kill(holder);
    expect(await readWords(await start())).toEqual(['first']);
  });

  it('stays owned after the server ended the session of the owner', async () => {
    const server = await start();
    const sessions = "FROM pg_stat_activity WHERE application_name LIKE 'rapporteur owner %'";
    const [dropped] = await rows<{ pid: number }>(
      server,
      `SELECT pid, pg_terminate_backend(pid) ${sessions}`,
    );
    const renewed = `SELECT FROM pg_locks JOIN pg_stat_activity a USING (pid)
      WHERE locktype = 'advisory' AND a.pid <> ${dropped?.pid}`;
    while ((await rows(server, renewed)).length === 0) await new Promise(setImmediate);
    const second = startEmbeddedPostgres({ dataFolder: folder });
    await expect(second).rejects.toMatchObject({ code: 'EMBEDDED_POSTGRES_FOLDER_IN_USE' });
  });

  it('goes to one of two concurrent starts', async () => {
    const both = await Promise.allSettled([start(), start()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const codes = both
      .filter((result) => result.status === 'rejected')
      .map(({ reason }) => (reason as { code: string }).code);
    expect(codes).toEqual(['EMBEDDED_POSTGRES_FOLDER_IN_USE']);
  });
});

describe('The folder of the data', () => {
  it('is closed to other accounts', async () => {
    // The account of Postgres cannot enter a folder of the temporary one.
    const requested = isRoot ? folder : join(folder, 'new');
    await start(requested);
    const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
    expect(await modeOf(join(requested, 'cluster'))).toBe(0o700);
    expect(await modeOf(requested)).toBe(isRoot ? 0o755 : 0o700);
  });
});

describe('As root', () => {
  it('runs as another account, which owns only the cluster', async ({ skip }) => {
    skip(!isRoot, 'this user is not root');
    await start();
    expect((await stat(folder)).uid).toBe(0);
    expect((await stat(join(folder, 'cluster'))).uid).not.toBe(0);
  });

  it('uses a replacement folder if that account cannot enter the folder, also later', async ({
    skip,
  }) => {
    skip(!isRoot, 'this user is not root');
    const home = join(folder, 'home');
    await mkdir(home);
    await chmod(home, 0o700);
    const requested = join(home, 'deep', 'data');
    const first = await start(requested);
    expect(first.dataFolder).not.toContain(folder);
    await rows(first, "CREATE TABLE words AS SELECT 'kept' AS word");
    await first.stop();
    // Existing data stay in the replacement, even when the account could enter.
    await chmod(home, 0o755);
    const again = await start(requested);
    expect([again.dataFolder, await readWords(again)]).toEqual([first.dataFolder, ['kept']]);
    expect(await readFile(join(requested, 'WHERE-THE-DATABASE-IS.txt'), 'utf8')).toContain(
      first.dataFolder,
    );
  });
});
