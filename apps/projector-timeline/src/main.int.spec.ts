import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { EMPTY_HEAD, type Head, type Writer } from '@rapporteur/event-log';
import { openEventLog } from '@rapporteur/platform';
import { readServingPosition } from '@rapporteur/projection-runtime';
import { TIMELINE } from '@rapporteur/read-models';
import { sampleEvent, usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const FROM_SOURCE = ['--conditions=@rapporteur/source', '--import', '@oxc-node/core/register'];
const PATIENCE_MS = 25_000;

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${PATIENCE_MS} ms in vain`);
    await delay(50);
  }
}

/** A projector in a process of its own, and what it said. */
class Running {
  readonly said: Promise<string>;
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
    const started = spawn(process.execPath, [...FROM_SOURCE, MAIN], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process = started;
    started.stderr.on(
      'data',
      (chunk: Buffer) => (this.#url ||= /"url":"([^"]+)"/.exec(String(chunk))?.[1] ?? ''),
    );
    this.said = text(started.stderr);
    this.exitCode = once(started, 'exit').then(([code]) => code as number | null);
  }

  get alive(): boolean {
    return this.#process.exitCode === null;
  }

  /** What it says of its readiness: nothing while it does not answer. */
  async readiness(): Promise<string> {
    return this.#url === '' ? '' : (await fetch(new URL('/health/ready', this.#url))).text();
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.#process.kill(signal);
  }
}

describe('The projector of timeline as a process of its own', { timeout: 120_000 }, () => {
  const postgres = usePostgres();
  let [log, database] = ['', ''];
  let dataSource: DataSource;
  const processes: Running[] = [];

  beforeEach(async () => {
    [log, database] = [await postgres.createDatabase(), await postgres.createDatabase()];
    dataSource = await new DataSource({ type: 'postgres', url: database }).initialize();
  });
  afterEach(async () => {
    for (const each of processes.splice(0)) each.kill();
    await dataSource.destroy();
  });

  function start(): Running {
    const running = new Running(log, database);
    processes.push(running);
    return running;
  }

  async function write(work: (writer: Writer, head: Head) => Promise<unknown>): Promise<void> {
    const opened = await openEventLog(log);
    let head = EMPTY_HEAD;
    const writer = await opened.openWriter(
      0,
      { owner: 'sample' },
      EMPTY_HEAD,
      (batch) => (head = batch.head),
    );
    await work(writer, head);
    await opened.close();
  }

  const opening = (): Promise<void> => write(() => Promise.resolve());
  const applied = (pseq: number) => async (): Promise<boolean> =>
    (await readServingPosition(dataSource, TIMELINE, 0).catch(() => -1)) >= pseq;

  it('ends, and says what to do, where the log has lost what it had read', async () => {
    for (let time = 0; time < 3; time += 1) await opening();
    const first = start();
    await until(applied(2));
    first.kill('SIGTERM');
    expect(await first.exitCode).toBe(0);
    const store = await new DataSource({ type: 'postgres', url: log }).initialize();
    await store.query('DELETE FROM log.events WHERE pseq > 0');
    await store.query('UPDATE log.partitions SET last_pseq = 0, term = 1');
    await store.destroy();
    const second = start();
    expect(await second.exitCode).toBe(1);
    expect(await second.said).toMatch(
      /this process ends: .*Restore the log, or rebuild what was read from it/,
    );
  });

  it('goes on behind an event that it cannot show, is ready, and says why', async () => {
    await write((writer, head) =>
      writer.append([sampleEvent({ after: head, type: 'org.rapporteur.not-known-here.v1' })]),
    );
    const running = start();
    await until(applied(1));
    await until(async () => (await running.readiness()).includes('ready'));
    await opening();
    await until(applied(2));
    expect(running.alive).toBe(true);
    running.kill('SIGTERM');
    expect(await running.exitCode).toBe(0);
    expect(await running.said).toContain('is not shown, by PROJECTION_EVENT_UNKNOWN');
  });
});
