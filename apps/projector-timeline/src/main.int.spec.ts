import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { EMPTY_HEAD, type Head, type Writer } from '@rapporteur/event-log';
import { openEventLog } from '@rapporteur/platform';
import { readServingPosition } from '@rapporteur/projection-runtime';
import { TIMELINE } from '@rapporteur/read-models';
import { SOURCE_FLAGS } from '@rapporteur/source-loader';
import { sampleEvent, usePostgres, waitUntil } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/** A projector in its own process, and its log output. */
class ProjectorProcess {
  readonly output: Promise<string>;
  readonly exitCode: Promise<number | null>;
  readonly #process: ChildProcess;
  #url = '';

  constructor(log: string, database: string) {
    const { PATH = '', HOME = '' } = process.env;
    const env = {
      PATH,
      HOME,
      RAPPORTEUR_LOG: log,
      RAPPORTEUR_DATABASE: database,
      RAPPORTEUR_PORT: '0',
    };
    const started = spawn(process.execPath, [...SOURCE_FLAGS, MAIN], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process = started;
    started.stderr.on('data', (chunk: Buffer) => {
      this.#url ||= /"url":"([^"]+)"/.exec(String(chunk))?.[1] ?? '';
    });
    this.output = text(started.stderr);
    this.exitCode = once(started, 'exit').then(([code]) => code as number | null);
  }

  get isAlive(): boolean {
    return this.#process.exitCode === null;
  }

  /** Returns the answer of the readiness route; empty before the server listens. */
  async fetchReadiness(): Promise<string> {
    return this.#url === '' ? '' : (await fetch(new URL('/health/ready', this.#url))).text();
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.#process.kill(signal);
  }
}

describe('The timeline projector as a process', { timeout: 120_000 }, () => {
  const postgres = usePostgres();
  const processes: ProjectorProcess[] = [];
  let log = '';
  let database = '';
  let dataSource: DataSource;

  beforeEach(async () => {
    log = await postgres.createDatabase();
    database = await postgres.createDatabase();
    dataSource = await new DataSource({ type: 'postgres', url: database }).initialize();
  });
  afterEach(async () => {
    for (const started of processes.splice(0)) started.kill();
    await dataSource.destroy();
  });

  function start(): ProjectorProcess {
    const started = new ProjectorProcess(log, database);
    processes.push(started);
    return started;
  }

  async function write(work: (writer: Writer, head: Head) => Promise<unknown>): Promise<void> {
    const opened = await openEventLog(log);
    let head = EMPTY_HEAD;
    const writer = await opened.openWriter(0, { instance: 'sample' }, EMPTY_HEAD, (batch) => {
      head = batch.head;
    });
    await work(writer, head);
    await opened.close();
  }

  /** Appends the WriterOpened event of a new writer. */
  const openWriter = (): Promise<void> => write(() => Promise.resolve());

  async function waitForPosition(pseq: number): Promise<void> {
    const readPosition = (): Promise<number> =>
      readServingPosition(dataSource, TIMELINE, 0).catch(() => -1);
    await waitUntil(async () => (await readPosition()) >= pseq);
  }

  it('exits and logs the fix if the log lost events that it has applied', async () => {
    for (let time = 0; time < 3; time += 1) await openWriter();
    const first = start();
    await waitForPosition(2);
    first.kill('SIGTERM');
    expect(await first.exitCode).toBe(0);

    const store = await new DataSource({ type: 'postgres', url: log }).initialize();
    await store.query('DELETE FROM log.events WHERE pseq > 0');
    await store.query('UPDATE log.partitions SET last_pseq = 0, term = 1');
    await store.destroy();

    const second = start();
    expect(await second.exitCode).toBe(1);
    expect(await second.output).toMatch(
      /this process ends: .*Restore the log, or rebuild the read models/,
    );
  });

  it('continues after an event that it cannot show, is ready, and logs the reason', async () => {
    await write((writer, head) =>
      writer.append([sampleEvent({ after: head, type: 'org.rapporteur.not-known-here.v1' })]),
    );
    const started = start();
    await waitForPosition(1);
    await waitUntil(async () => (await started.fetchReadiness()).includes('ready'));
    await openWriter();
    await waitForPosition(2);
    expect(started.isAlive).toBe(true);

    started.kill('SIGTERM');
    expect(await started.exitCode).toBe(0);
    expect(await started.output).toContain('after PROJECTION_EVENT_UNKNOWN');
  });
});
