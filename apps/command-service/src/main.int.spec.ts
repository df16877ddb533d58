import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  recordMeetingHeld,
  openCollection,
  registerSource,
} from '@rapporteur/command-runtime/sample-commands';
import type { Envelope } from '@rapporteur/contracts';
import { EMPTY_HEAD } from '@rapporteur/event-log';
import { openEventLog } from '@rapporteur/platform';
import { SOURCE_FLAGS } from '@rapporteur/source-loader';
import { usePostgres } from '@rapporteur/testing';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const LINES = [
  openCollection(),
  registerSource(),
  ...Array.from({ length: 400 }, (_, n) => recordMeetingHeld(n + 1)),
].map((command) => `${JSON.stringify(command)}\n`);

describe('The command service as a process of its own', { timeout: 120_000 }, () => {
  const postgres = usePostgres();
  let folder: string;
  const processes: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rapporteur-main-'));
  });
  afterEach(() => {
    for (const one of processes.splice(0)) one.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  /** Starts the service and returns its address. */
  async function start(
    log: string,
    more: Record<string, string> = {},
  ): Promise<{ process: ChildProcess; url: string }> {
    const { PATH = '', HOME = '' } = process.env;
    const env = {
      PATH,
      HOME,
      RAPPORTEUR_LOG: log,
      RAPPORTEUR_DATA: folder,
      RAPPORTEUR_PORT: '0',
      ...more,
    };
    const started = spawn(process.execPath, [...SOURCE_FLAGS, MAIN], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    processes.push(started);
    const output: string[] = [];
    for await (const line of createInterface({ input: started.stderr })) {
      output.push(line);
      const url = /"url":"([^"]+)"/.exec(line)?.[1];
      if (url !== undefined) return { process: started, url };
    }
    throw new Error(`The service ended: ${output.join('\n')}`);
  }

  async function readEvents(log: string): Promise<readonly Envelope[]> {
    const opened = await openEventLog(log);
    const found: Envelope[] = [];
    const options = { follow: false, signal: new AbortController().signal };
    for await (const batch of opened.read(0, EMPTY_HEAD, options))
      found.push(...batch.events.map(({ event }) => event));
    await opened.close();
    return found;
  }

  const bulk = (url: string, lines: readonly string[]): Promise<Response> =>
    fetch(`${url}/v1/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: lines.join(''),
    });

  it('records every fact once when it is killed during an import that is repeated', async () => {
    const log = await postgres.createDatabase();
    const first = await start(log);
    const response = await bulk(first.url, LINES);
    const reader = response.body?.getReader();
    const received = Buffer.from((await reader?.read())?.value ?? []).toString();
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');
    await reader?.cancel().catch(() => undefined);
    const recorded = await readEvents(log);
    for (const line of received.split('\n').slice(0, -1)) {
      for (const id of (JSON.parse(line) as { events: string[] }).events) {
        expect(recorded.map((event) => event.id)).toContain(id);
      }
    }

    const second = await start(log);
    const results = (await (await bulk(second.url, LINES)).text()).trimEnd().split('\n');
    const { summary } = JSON.parse(results.at(-1) ?? '') as {
      summary: { recorded: number; repeated: number; problems: number };
    };
    expect(summary).toMatchObject({ lines: LINES.length, problems: 0 });
    expect(summary.recorded + summary.repeated).toBe(LINES.length);
    expect(summary.repeated).toBe(
      new Set(recorded.filter(({ source }) => source !== '/log').map((event) => event.commandid))
        .size,
    );
    const all = await readEvents(log);
    expect(all.filter(({ source }) => source !== '/log')).toHaveLength(2 + 1 + 400);
    expect(new Set(all.map((event) => event.id)).size).toBe(all.length);
    // Two starts and four reads of a log take long while other suites run.
  }, 120_000);

  it('answers pending commands on SIGTERM, then exits with 0', async () => {
    const log = await postgres.createDatabase();
    const { process: service, url } = await start(log);
    const response = await bulk(url, LINES);
    service.kill('SIGTERM');
    const results = (await response.text()).trimEnd().split('\n');
    expect(JSON.parse(results.at(-1) ?? '')).toMatchObject({ summary: { lines: LINES.length } });
    const [code] = (await once(service, 'exit')) as [number | null];
    expect(code).toBe(0);
  });

  it('exits with 1 if the log has lost an event', async () => {
    const log = await postgres.createDatabase();
    const first = await start(log);
    // Two batches are two rows, at least.
    for (const lines of [LINES.slice(0, 3), LINES.slice(3, 5)])
      await bulk(first.url, lines).then((response) => response.text());
    first.process.kill('SIGTERM');
    await once(first.process, 'exit');
    const store = new Client({ connectionString: log });
    await store.connect();
    await store.query('DELETE FROM log.events WHERE pseq = 1');
    await store.end();
    const { process: service } = await start(log);
    expect((await once(service, 'exit'))[0]).toBe(1);
  });

  it('rejects an unknown setting', () =>
    expect(start(postgres.url, { RAPPORTEUR_PROT: '1' })).rejects.toThrow(
      'Did you mean `RAPPORTEUR_PORT`?',
    ));
});
