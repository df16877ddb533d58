/** Each line that the demo prints for copying runs as printed, on the record of the demo. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliProcess, runCli, startCli } from './testing/processes.ts';

let folder: string;
let demo: CliProcess;
const printed: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'printed-lines-'));
  demo = startCli(['demo'], { RAPPORTEUR_DATA: folder, RAPPORTEUR_PORT: '0' });
});
afterAll(async () => {
  demo.interrupt();
  await demo.result;
  await rm(folder, { recursive: true, force: true });
});

// A shell with programs that print their arguments, and the address that they would ask.
const SHELL = `
rapporteur() { printf '%s\\0' "$RAPPORTEUR_URL" "$@"; }
npx() { shift; rapporteur "$@"; }
`;

/** Returns the address of a line, and its arguments, as a shell reads them. */
async function readCall(line: string): Promise<readonly string[]> {
  const env = { PATH: process.env['PATH'] };
  const { stdout } = await promisify(execFile)('bash', ['-c', `${SHELL}${line}`], { env });
  return stdout.split('\0').slice(0, -1);
}

/** Returns the lines for copying: those after a prompt, and those of hints. Keeps all lines. */
async function readPrintedCalls(): Promise<readonly string[]> {
  const calls = new Set<string>();
  for await (const line of demo.lines) {
    printed.push(line);
    const [, prompted] = /^\$ (.*)$/.exec(line) ?? [];
    const [, hinted] = /see ((?:npx )?rapporteur .*)$/.exec(line) ?? [];
    const call = prompted ?? hinted;
    if (call !== undefined) calls.add(call);
    if (line.includes('until Ctrl-C')) break;
  }
  return [...calls];
}

describe('The lines that the demo prints', { timeout: 300_000 }, () => {
  it('run as printed', async () => {
    const calls = await readPrintedCalls();
    expect(calls.length).toBeGreaterThan(6);
    for (const call of calls) {
      const [url = '', ...words] = await readCall(call);
      const settings = { RAPPORTEUR_URL: url, RAPPORTEUR_DATA: join(folder, 'other') };
      const { exit, err } = await runCli(words, settings);
      expect({ exit, err }, call).toEqual({ exit: 0, err: expect.any(String) });
    }
  });

  it('draft a note, say what the record has of it, and record it', () => {
    const lines = printed.join('\n');
    for (const expected of [
      'Malta chaired the 41st meeting of the Harbour Council. [reported, line 2]',
      'The record has this meeting as `harbour-council-41` (the same body and number',
      'The record may have this incident as `attack-durres-2031`',
      'lighthouse-gazette.draft.yaml: recorded 8 events',
      '1 conflict flagged',
    ])
      expect(lines).toContain(expected);
  });
});
