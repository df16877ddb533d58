import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitUntil } from '@rapporteur/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHarbourLine, createHarbourText, writeHarbour } from './testing/harbour.ts';
import {
  runCli,
  type ProcessResult,
  type ServerProcess,
  startCli,
  startServer,
  tryStartServer,
} from './testing/processes.ts';

const NOTE = fileURLToPath(new URL('../../../examples/rats-council-44-note.yaml', import.meta.url));
const LINES = 2000;
const WORDS = LINES + 1000;

let folder: string;
let server: ServerProcess;

const getSettings = (): NodeJS.ProcessEnv => ({ RAPPORTEUR_DATA: join(folder, 'data') });
const call = (...args: readonly string[]): Promise<ProcessResult> =>
  runCli([...args, '--url', server.url], getSettings());

interface RecordedBody {
  readonly type: string;
  readonly source: string;
  readonly pseq: number;
  readonly data: { readonly incident?: string };
}

async function readEvents(): Promise<readonly RecordedBody[]> {
  const log = await (await fetch(`${server.url}/v1/log/0`)).text();
  return log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedBody);
}

/** Returns the incidents of the harbour collection, including duplicates. */
function findIncidents(events: readonly RecordedBody[]): readonly string[] {
  return events.flatMap(({ source, type, data: { incident } }) =>
    source === '/collections/harbour' && type.startsWith('org.rapporteur.incident-recorded.')
      ? [incident ?? '']
      : [],
  );
}

/** Waits until the log has an event at a position. */
async function waitUntilRecorded(pseq: number): Promise<void> {
  const isRecorded = async (): Promise<boolean> => {
    const response = await fetch(`${server.url}/v1/log/0?from=${pseq}`);
    return response.ok && (await response.text()) !== '';
  };
  await waitUntil(isRecorded, { condition: `0:${pseq} is recorded`, timeoutMs: 110_000 });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-e2e-'));
  server = await startServer(getSettings());
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('A record on the embedded database', { timeout: 120_000 }, () => {
  it('records a document once: submitted again, it reports that and changes nothing', async () => {
    const first = await call('submit', NOTE, '--actor', 'recorder-1');
    expect(first).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/: recorded \d+ events, up to position 0:\d+\n$/),
    });
    const before = await readEvents();
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
    expect(await readEvents()).toEqual(before);
  });

  it('records nothing of a rejected submission, and does not open its collection', async () => {
    const before = await readEvents();
    const file = join(folder, 'rejected.yaml');
    await writeFile(join(folder, 'rejected.txt'), 'The lake commission met.');
    await writeFile(
      file,
      `collection: { id: lake, title: Lake Union, rootBody: { body: lake, name: Lake, kind: organization } }
source: { document: lake-note, docType: note, title: A note, language: en, file: rejected.txt }
facts:
  - type: MeetingHeld
    meeting: lake-commission-1
    body: lake-commission
    modality: narrated
    quote: The lake commission met
`,
    );
    for (const flags of [[], ['--dry-run']]) {
      const rejected = await call('submit', file, ...flags);
      expect(rejected).toMatchObject({
        exit: 2,
        err: expect.stringContaining('DOMAIN_BODY_UNKNOWN'),
      });
      expect(await readEvents()).toEqual(before);
    }
    expect((await call('query', 'chair', 'lake', '--collections', 'lake')).exit).not.toBe(0);
  });

  it('allows one process: a second one names the folder and the first process', async () => {
    const second = (await tryStartServer(getSettings())) as ProcessResult;
    expect(second.exit).toBe(5);
    expect(second.err).toContain(join(folder, 'data'));
    expect(second.err).toContain(`process ${server.pid}`);
  });

  it('records every fact once if the server is killed during an import', async () => {
    const lines = Array.from({ length: LINES }, (_, n) => createHarbourLine(n + 10, WORDS));
    expect((await call('submit', await writeHarbour(folder, WORDS))).exit).toBe(0);
    const { pseq } = (await readEvents()).at(-1) as RecordedBody;

    const importing = startCli(['import', '-', '--url', server.url], getSettings());
    importing.stdin.write(lines.slice(0, LINES / 2).join(''));
    await waitUntilRecorded(pseq + LINES / 4);
    // The server is killed while the rest is being sent.
    importing.stdin.write(lines.slice(LINES / 2).join(''));
    await server.kill();
    importing.stdin.end();
    const interrupted = await importing.result;
    expect(interrupted.exit).toBe(6);
    expect(interrupted.err).toMatch(/To continue: rapporteur import - --from-line \d+/);

    server = await startServer(getSettings());
    expect(findIncidents(await readEvents()).length).toBeGreaterThan(0);
    const complete = startCli(['import', '-', '--url', server.url], getSettings());
    complete.stdin.end(lines.join(''));
    expect(await complete.result).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/^2,000 commands: /),
    });

    const recorded = findIncidents(await readEvents());
    expect(recorded.toSorted()).toEqual(lines.map((_, n) => `incident-${n + 10}`).toSorted());
  });

  it('stores a redistributable text and shows its quotes', async () => {
    const { out } = await call(
      'query',
      'facts',
      '--collections',
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
    expect(createHarbourText(2)).toContain('w000001');
  });

  it('is complete after a regular stop, and accepts commands', async () => {
    const before = await readEvents();
    expect(await server.stop()).toMatchObject({
      exit: 0,
      out: expect.stringContaining('Stopped.'),
    });
    server = await startServer(getSettings());
    expect(await readEvents()).toEqual(before);
    expect(await call('submit', NOTE)).toMatchObject({
      exit: 0,
      out: expect.stringContaining('already recorded'),
    });
  });

  it('names the line to continue from when Ctrl-C ends an import', async () => {
    const { pseq } = (await readEvents()).at(-1) as RecordedBody;
    const importing = startCli(['import', '-', '--url', server.url], getSettings());
    importing.stdin.write(
      Array.from({ length: 600 }, (_, n) => createHarbourLine(n + LINES + 10, WORDS)).join(''),
    );
    // The input stays open after one batch. Without Ctrl-C the import would not end.
    await waitUntilRecorded(pseq + 400);
    importing.interrupt();
    const { exit, err } = await importing.result;
    expect(exit).toBe(130);
    expect(err).toContain(`To continue: rapporteur import - --from-line 501 --url ${server.url}\n`);
  });
});
