/**
 * One Postgres cluster on disk.
 * 1. It is made whole or not at all: under another name, then renamed. Its password lies within it.
 * 2. It listens on 127.0.0.1 alone, with a password, and keeps fsync on.
 * 3. A server outlives the process that started it; the lock file in the cluster says where it is.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import {
  chown,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { join } from 'node:path';
import { type PostgresBinaries, binaryPath } from './binaries.ts';
import { CLUSTER_FOLDER, type DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { isProcessAlive } from './process-alive.ts';
import { type ProgramOutcome, runProgram } from './run-program.ts';

/** The role that owns everything. */
const ROLE = 'rapporteur';
/** How long a server may take to start, with the recovery of what a crash left undone. */
const START_TIMEOUT_S = 120;
/** How long a server may take to stop before it is reported. */
const STOP_TIMEOUT_S = 60;
/** The longest server log that is kept before it is begun anew. */
const SERVER_LOG_BYTES_MAX = 10_000_000;

const INITDB_FLAGS = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--auth=scram-sha-256',
  `--username=${ROLE}`,
];

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  max_wal_size: '2GB',
};

/** A server that runs on the cluster. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

/** A cluster in a folder: made, started, found running, stopped. */
export class PostgresCluster {
  readonly folder: string;
  readonly #home: DataFolder;
  readonly #binaries: PostgresBinaries;

  constructor(home: DataFolder, binaries: PostgresBinaries) {
    this.folder = join(home.folder, CLUSTER_FOLDER);
    this.#home = home;
    this.#binaries = binaries;
  }

  /** Makes the cluster unless it is there. */
  async initialise(): Promise<void> {
    const found = await readFile(join(this.folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
    if (found !== undefined) {
      this.#refuseOtherMajor(found.trim());
      return;
    }
    await this.#removeUnfinished();
    const unfinished = `${this.folder}.new-${process.pid}-${randomUUID()}`;
    const passwordFile = `${unfinished}.password`;
    const password = randomBytes(24).toString('base64url');
    await writeFile(passwordFile, password, { mode: 0o600 });
    await mkdir(unfinished, { mode: 0o700 });
    await this.#handOver(passwordFile, unfinished);
    const made = await this.#run('initdb', [
      ...INITDB_FLAGS,
      `--pwfile=${passwordFile}`,
      `--pgdata=${unfinished}`,
    ]);
    if (!made.ok) throw startFailed(`initdb failed: ${made.output}`);
    await rename(passwordFile, join(unfinished, 'password'));
    // Another process may have been quicker: then its cluster stands, and ours goes.
    await rename(unfinished, this.folder).catch(() =>
      rm(unfinished, { recursive: true, force: true }),
    );
  }

  /** The server that runs on this cluster, by its lock file; a lock file that a dead server left is taken away. */
  async findRunningServer(): Promise<RunningServer | undefined> {
    const file = join(this.folder, 'postmaster.pid');
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    const lines = text.split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    if (pid > 0 && isProcessAlive(pid) && (await this.#worksHere(pid)))
      return port > 0 ? { pid, port } : undefined;
    await rm(file, { force: true });
    return undefined;
  }

  async start(): Promise<void> {
    const log = await this.#serverLog();
    const settings = { ...SETTINGS, port: await freePort() };
    const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
    const args = [
      'start',
      '-w',
      '-t',
      String(START_TIMEOUT_S),
      '-D',
      this.folder,
      '-l',
      log,
      '-o',
      flags.join(' '),
    ];
    const started = await this.#run('pg_ctl', args, true);
    if (!started.ok) throw startFailed(`its log ends with: ${await lastLines(log)}`);
  }

  /** Stops the server: running statements are rolled back, what was committed is kept. */
  async stop(): Promise<void> {
    const args = ['stop', '-w', '-t', String(STOP_TIMEOUT_S), '-m', 'fast', '-D', this.folder];
    const stopped = await this.#run('pg_ctl', args);
    if (!stopped.ok && (await this.findRunningServer()))
      throw startFailed(`it does not stop: ${stopped.output}`);
  }

  async url(port: number): Promise<string> {
    const password = await readFile(join(this.folder, 'password'), 'utf8');
    return `postgres://${ROLE}:${password}@127.0.0.1:${port}/postgres`;
  }

  // A process id is soon used again, in containers most of all: a server of ours works in its cluster's folder.
  async #worksHere(pid: number): Promise<boolean> {
    if (platform() !== 'linux') return true;
    return (await readlink(`/proc/${pid}/cwd`).catch(() => undefined)) === this.folder;
  }

  #run(name: 'initdb' | 'pg_ctl', args: string[], quiet = false): Promise<ProgramOutcome> {
    const { folder: cwd, account } = this.#home;
    return runProgram(binaryPath(this.#binaries, name), args, { account, cwd, quiet });
  }

  async #handOver(...paths: string[]): Promise<void> {
    const { account } = this.#home;
    if (account) for (const path of paths) await chown(path, account.uid, account.gid);
  }

  async #removeUnfinished(): Promise<void> {
    for (const name of await readdir(this.#home.folder)) {
      const pid = Number(/^cluster\.new-(\d+)/.exec(name)?.[1]);
      if (pid > 0 && !isProcessAlive(pid))
        await rm(join(this.#home.folder, name), { recursive: true, force: true });
    }
  }

  async #serverLog(): Promise<string> {
    const file = join(this.folder, 'server.log');
    const found = await stat(file).catch(() => undefined);
    if (found && found.size > SERVER_LOG_BYTES_MAX) await rename(file, `${file}.1`);
    return file;
  }

  #refuseOtherMajor(found: string): void {
    if (found === this.#binaries.major) return;
    throw new EmbeddedPostgresError(
      'EMBEDDED_POSTGRES_VERSION_MISMATCH',
      `The data in ${this.folder} were made by Postgres ${found}; this is Postgres ${this.#binaries.major}. ` +
        'Export the log with the version of Rapporteur that made them, and restore it here.',
    );
  }
}

async function lastLines(file: string): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return '(there is no log)';
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - 2_000);
    const { buffer, bytesRead } = await handle.read({
      position: start,
      length: 2_000,
      buffer: Buffer.alloc(2_000),
    });
    return buffer.subarray(0, bytesRead).toString('utf8').trim();
  } finally {
    await handle.close();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

function startFailed(why: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES_START_FAILED',
    `The embedded Postgres cannot be started or stopped; ${why}`,
  );
}
