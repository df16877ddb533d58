import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { harbourLine, harbourText, writeHarbour } from './harbour.ts';
import {
  runCli,
  type ProcessResult,
  type ServerProcess,
  startCli,
  startServer,
  tryStartServer,
} from './processes.ts';

const NOTE = fileURLToPath(new URL('../../../examples/rats-council-44-note.yaml', import.meta.url));
const LINES = 2000;
const WORDS = LINES + 1000;

let folder: string;
let server: ServerProcess;

const data = (): NodeJS.ProcessEnv => ({ RAPPORTEUR_DATA: join(folder, 'data') });
const call = (...args: readonly string[]): Promise<ProcessResult> =>
  runCli([...args, '--url', server.url], data());

interface RecordedBody {
  readonly type: string;
  readonly source: string;
  readonly pseq: number;
  readonly data: { readonly incident?: string };
}

async function replay(): Promise<readonly RecordedBody[]> {
  const log = await (await fetch(`${server.url}/v1/log/0`)).text();
  return log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedBody);
}

/** The incidents of the harbour, as often as they are recorded. */
function incidentsOf(events: readonly RecordedBody[]): readonly string[] {
  return events.flatMap(({ source, type, data: { incident } }) =>
    source === '/collections/harbour' && type.startsWith('org.rapporteur.incident-recorded.')
      ? [incident ?? '']
      : [],
  );
}

/** Waits until the record is at least so long; how long that takes is nobody's business. */
async function untilRecorded(pseq: number): Promise<void> {
  for (;;) {
    const response = await fetch(`${server.url}/v1/log/0?from=${pseq}`);
    if (response.ok && (await response.text()) !== '') return;
    await delay(20);
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-e2e-'));
  server = await startServer(data());
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('A record on the embedded database', { timeout: 120_000 }, () => {
  it('takes a document once: sent again, it says so and changes nothing', async () => {
    const first = await call('submit', NOTE, '--actor', 'desk-1');
    expect(first).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/: recorded \d+ events, up to position 0:\d+\n$/),
    });
    const before = await replay();
    const again = await call('submit', NOTE);
    expect(again).toMatchObject({
      exit: 0,
      out: expect.stringContaining('already recorded, nothing changed'),
    });
    const dry = await call('submit', NOTE, '--dry-run');
    expect(dry).toMatchObject({
      exit: 0,
      out: expect.stringContaining('already recorded, nothing would change'),
    });
    expect(await replay()).toEqual(before);
  });

  it('is one process at a time: a second on the same folder names the folder and the process', async () => {
    const second = (await tryStartServer(data())) as ProcessResult;
    expect(second.exit).toBe(5);
    expect(second.err).toContain(join(folder, 'data'));
    expect(second.err).toContain(`process ${server.pid}`);
  });

  it('keeps every fact once, though the server is killed in the middle of an import', async () => {
    const lines = Array.from({ length: LINES }, (_, n) => harbourLine(n + 10, WORDS));
    expect((await call('submit', await writeHarbour(folder, WORDS))).exit).toBe(0);
    const { pseq } = (await replay()).at(-1) as RecordedBody;

    const importing = startCli(['import', '-', '--url', server.url], data());
    importing.stdin.write(lines.slice(0, LINES / 2).join(''));
    await untilRecorded(pseq + LINES / 4);
    // The rest is on its way as the server dies.
    importing.stdin.write(lines.slice(LINES / 2).join(''));
    await server.kill();
    importing.stdin.end();
    const broken = await importing.result;
    expect(broken.exit).toBe(6);
    expect(broken.err).toMatch(/To continue: rapporteur import - --from-line \d+/);

    server = await startServer(data());
    expect(incidentsOf(await replay()).length).toBeGreaterThan(0);
    const whole = startCli(['import', '-', '--url', server.url], data());
    whole.stdin.end(lines.join(''));
    expect(await whole.result).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/^2,000 commands: /),
    });

    const recorded = incidentsOf(await replay());
    expect(recorded.toSorted()).toEqual(lines.map((_, n) => `incident-${n + 10}`).toSorted());
  });

  it('holds a text that may be handed on, and shows its words', async () => {
    const { out } = await call(
      'query',
      'facts',
      '--collection',
      'harbour',
      '--type',
      'BodyDescribed',
      '--json',
    );
    const { sources } = JSON.parse(out) as {
      sources: Record<string, { passages: { quote: string }[] }>;
    };
    expect(
      Object.values(sources).map(({ passages }) => passages.map(({ quote }) => quote)),
    ).toEqual([['w000001']]);
    expect(harbourText(2)).toContain('w000001');
  });

  it('is all there after a regular stop, and goes on', async () => {
    const before = await replay();
    expect(await server.stop()).toMatchObject({
      exit: 0,
      out: expect.stringContaining('Stopped.'),
    });
    server = await startServer(data());
    expect(await replay()).toEqual(before);
    expect(await call('submit', NOTE)).toMatchObject({
      exit: 0,
      out: expect.stringContaining('already recorded'),
    });
  });

  it('ends an import after Ctrl-C with the line to go on from', async () => {
    const { pseq } = (await replay()).at(-1) as RecordedBody;
    const importing = startCli(['import', '-', '--url', server.url], data());
    importing.stdin.write(
      Array.from({ length: 600 }, (_, n) => harbourLine(n + LINES + 10, WORDS)).join(''),
    );
    // One batch is sent, and its input stays open: without Ctrl-C it would wait for ever.
    await untilRecorded(pseq + 400);
    importing.interrupt();
    const { exit, err } = await importing.result;
    expect(exit).toBe(130);
    expect(err).toContain('To continue: rapporteur import - --from-line 501\n');
  });
});
