/**
 * One Postgres cluster on disk. Tests: start-embedded-postgres.int.spec.ts.
 * 1. A cluster is created under another name and then renamed, so it is never partial. Its password
 *    file lies inside ("deletes an unfinished cluster").
 * 2. It listens on 127.0.0.1 only, requires a password, and keeps fsync on ("speaks UTF-8").
 * 3. A server outlives the process that started it. The lock file of the cluster names it ("takes
 *    over the running server of a killed owner").
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
import type { ProgramResult } from '@rapporteur/run-program';
import { isProcessAlive } from '@rapporteur/run-program';
import { type PostgresBinaries, type PostgresProgram, runPostgresProgram } from './binaries.ts';
import { CLUSTER_FOLDER, type DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** The role that owns everything. */
const ROLE = 'rapporteur';
/** The longest start, with the recovery after a crash. */
const START_TIMEOUT_S = 120;
/** The time for an orderly stop. It is part of the time in which the whole process stops. */
const STOP_TIMEOUT_S = 2;
/** A larger server log is rotated. */
const SERVER_LOG_BYTES_MAX = 10_000_000;
/** The length of the part of the server log in an error message. */
const LOG_TAIL_BYTES = 2_000;

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
  // More would save checkpoints in a long import, and stays on the disk after it.
  max_wal_size: '256MB',
};

/** A server that runs on the cluster. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

/** A cluster in a data folder. */
export class PostgresCluster {
  readonly folder: string;
  readonly #home: DataFolder;
  readonly #binaries: PostgresBinaries;

  constructor(home: DataFolder, binaries: PostgresBinaries) {
    this.folder = join(home.folder, CLUSTER_FOLDER);
    this.#home = home;
    this.#binaries = binaries;
  }

  /** Creates the cluster if it does not exist. */
  async initialise(): Promise<void> {
    const version = await readFile(join(this.folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
    if (version !== undefined) {
      this.#assertMajor(version.trim());
      return;
    }

    await this.#removeUnfinished();
    const unfinished = `${this.folder}.new-${process.pid}-${randomUUID()}`;
    const passwordFile = `${unfinished}.password`;
    const password = randomBytes(24).toString('base64url');
    await writeFile(passwordFile, password, { mode: 0o600 });
    await mkdir(unfinished, { mode: 0o700 });
    await this.#changeOwner(passwordFile, unfinished);

    const paths = [`--pwfile=${passwordFile}`, `--pgdata=${unfinished}`];
    const created = await this.#run('initdb', [...INITDB_FLAGS, ...paths]);
    if (!created.ok) throw startFailed(`initdb failed: ${created.output}`);
    await rename(passwordFile, join(unfinished, 'password'));
    // If another process was faster, its cluster exists already, and this one is deleted.
    await rename(unfinished, this.folder).catch(() =>
      rm(unfinished, { recursive: true, force: true }),
    );
  }

  /** Returns the running server of the lock file. Deletes the lock file of a dead server. */
  async findRunningServer(): Promise<RunningServer | undefined> {
    const file = join(this.folder, 'postmaster.pid');
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;

    const lines = text.split('\n');
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    if (pid > 0 && isProcessAlive(pid) && (await this.#isServerOfCluster(pid))) {
      return port > 0 ? { pid, port } : undefined;
    }

    await rm(file, { force: true });
    return undefined;
  }

  /** Starts the server on a port, by default a free one. */
  async start(port?: number): Promise<void> {
    const log = await this.#rotateServerLog();
    const settings = { ...SETTINGS, port: port ?? (await findFreePort()) };
    const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
    const timeout = String(START_TIMEOUT_S);
    const args = ['start', '-w', '-t', timeout, '-D', this.folder, '-l', log, '-o'];

    const started = await this.#run('pg_ctl', [...args, flags.join(' ')], true);
    if (!started.ok) throw startFailed(`its log ends with: ${await readTail(log)}`);
  }

  /** Returns the end of the log of the server. */
  readLogTail(): Promise<string> {
    return readTail(join(this.folder, 'server.log'));
  }

  /**
   * Stops the server. It rolls back running transactions and keeps committed ones, also if it does
   * not stop in order in time: then the next start recovers them.
   */
  async stop(): Promise<void> {
    const args = ['stop', '-w', '-t', String(STOP_TIMEOUT_S), '-D', this.folder];
    for (const mode of ['fast', 'immediate']) {
      const stopped = await this.#run('pg_ctl', [...args, '-m', mode]);
      if (stopped.ok || !(await this.findRunningServer())) return;
    }
    throw startFailed(`it does not stop within ${2 * STOP_TIMEOUT_S} s`);
  }

  /** Returns the URL of the server, with its password. */
  async readUrl(port: number): Promise<string> {
    const password = await readFile(join(this.folder, 'password'), 'utf8');
    return `postgres://${ROLE}:${password}@127.0.0.1:${port}/postgres`;
  }

  // Process ids are reused soon, especially in containers. Postgres runs in the folder of its
  // cluster.
  async #isServerOfCluster(pid: number): Promise<boolean> {
    if (platform() !== 'linux') return true;
    return (await readlink(`/proc/${pid}/cwd`).catch(() => undefined)) === this.folder;
  }

  #run(name: PostgresProgram, args: string[], isQuiet = false): Promise<ProgramResult> {
    const { folder: cwd, account } = this.#home;
    return runPostgresProgram(this.#binaries, name, args, { account, cwd, isQuiet });
  }

  async #changeOwner(...paths: string[]): Promise<void> {
    const { account } = this.#home;
    if (account === undefined) return;
    for (const path of paths) await chown(path, account.uid, account.gid);
  }

  async #removeUnfinished(): Promise<void> {
    for (const name of await readdir(this.#home.folder)) {
      const pid = Number(/^cluster\.new-(\d+)/.exec(name)?.[1]);
      if (pid > 0 && !isProcessAlive(pid)) {
        await rm(join(this.#home.folder, name), { recursive: true, force: true });
      }
    }
  }

  async #rotateServerLog(): Promise<string> {
    const file = join(this.folder, 'server.log');
    const found = await stat(file).catch(() => undefined);
    if (found && found.size > SERVER_LOG_BYTES_MAX) await rename(file, `${file}.1`);
    return file;
  }

  #assertMajor(version: string): void {
    const { major } = this.#binaries;
    if (version === major) return;
    throw new EmbeddedPostgresError(
      'EMBEDDED_POSTGRES_VERSION_MISMATCH',
      `The data in ${this.folder} belong to Postgres ${version}, but this is Postgres ${major}. ` +
        'Export the log with the version of Rapporteur that created them, and restore it here.',
    );
  }
}

async function readTail(file: string): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return '(the log does not exist)';
  try {
    const { size } = await handle.stat();
    const position = Math.max(0, size - LOG_TAIL_BYTES);
    const buffer = Buffer.alloc(LOG_TAIL_BYTES);
    const { bytesRead } = await handle.read({ position, length: LOG_TAIL_BYTES, buffer });
    return buffer.subarray(0, bytesRead).toString('utf8').trim();
  } finally {
    await handle.close();
  }
}

function findFreePort(): Promise<number> {
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

function startFailed(reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES_START_FAILED',
    `The embedded Postgres could not be started or stopped: ${reason}`,
  );
}
