/** The program that `rolldown` builds, started as `npx rapporteur` starts it. */
import { execFile } from 'node:child_process';
import { rm, utimes, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { captureTerminal } from './testing/captured-terminal.ts';
import { startTestServer } from './testing/http-test-server.ts';
import { MEETING } from './testing/meeting-answer.ts';

const PROGRAM = fileURLToPath(new URL('../bin/rapporteur.js', import.meta.url));
const BUILD = fileURLToPath(new URL('../build.ts', import.meta.url));
const DIST = fileURLToPath(new URL('../dist', import.meta.url));

const build = () => promisify(execFile)(process.execPath, [BUILD]);

beforeAll(build, 60_000);
// The last test replaces the build.
afterAll(build, 60_000);

async function run(...words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...words], { env: {} });
  return stdout;
}

async function runSource(...words: readonly string[]): Promise<string> {
  const terminal = captureTerminal();
  await runCli(words, terminal);
  return terminal.written.out();
}

describe('The built command line', { timeout: 30_000 }, () => {
  it.each([
    ['help'],
    ['help', 'submission'],
    ['help', 'fields', 'MeetingHeld'],
    ['help', 'query'],
    ['help', 'exit-codes'],
    ['help', 'settings'],
    ['completion', 'bash'],
  ])('prints what the source prints: %s %s %s', async (...words) => {
    const given = words.filter((word) => word !== undefined);
    const printed = await run(...given);
    expect(printed).toBe(await runSource(...given));
    expect(printed.length).toBeGreaterThan(100);
  });

  it('reads an answer as the source does', async () => {
    await using server = await startTestServer((_request, response) => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.setHeader('rapporteur-position', '0:42');
      const page = { collections: ['harbour'], undated: 0, position: '0:42', next: null };
      response.end(JSON.stringify({ schemaVersion: 1, ...page, sources: {}, data: MEETING }));
    });
    const words = ['query', 'meeting', 'harbour-council-7', '--url', server.url];
    const printed = await run(...words);
    expect(printed).toContain('Harbour Council, 7th meeting');
    expect(printed).toBe(await runSource(...words));
  });

  it('is not started if the source is newer', async () => {
    const main = `${DIST}/main.js`;
    await writeFile(main, 'console.log("an old build");');
    expect(await run('--version')).toBe('an old build\n');
    await utimes(main, 1, 1);
    expect(await run('--version')).toBe(await runSource('--version'));
  });

  it('is not needed', async () => {
    await rm(DIST, { recursive: true });
    expect(await run('--version')).toBe(await runSource('--version'));
  });
});
