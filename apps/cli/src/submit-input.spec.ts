import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { captureTerminal } from './testing/captured-terminal.ts';
import { startTestServer } from './testing/http-test-server.ts';

const COMMAND =
  'command: OpenCollection\ncollection: harbour\ntitle: Harbours\nrootBody: { body: harbours, name: Harbours, kind: organization }\n';
const RESULT = {
  outcome: 'recorded',
  commandId: 'open-harbour',
  repeated: false,
  collection: 'harbour',
  version: 1,
  position: '0:0',
  events: [],
  already: null,
};

/** Submits with the given input in a folder; returns the requests and the output. */
async function submit(words: readonly string[], input: string, folder = '/') {
  const urls: string[] = [];
  await using server = await startTestServer((request, response) => {
    urls.push(request.url ?? '');
    response.setHeader('content-type', 'application/json').end(JSON.stringify(RESULT));
  });
  const terminal = { ...captureTerminal({ input }), callerFolder: folder };
  const exitCode = await runCli(['submit', '--url', server.url, ...words], terminal);
  return { exitCode, urls, out: terminal.written.out(), err: terminal.written.err() };
}

describe('The submit command', () => {
  it('reads the standard input for -', async () => {
    const { exitCode, urls, out, err } = await submit(['-'], COMMAND);
    expect({ exitCode, urls, err }).toEqual({
      exitCode: EXIT.success,
      urls: ['/v1/commands/OpenCollection'],
      err: '',
    });
    expect(out).toBe('-: recorded 0 events, up to position 0:0\n');
  });

  it('reads a file whose name begins with a hyphen after --', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'submit-'));
    await writeFile(join(folder.path, '-file.yaml'), COMMAND);
    const { exitCode, out } = await submit(['--', '-file.yaml'], '', folder.path);
    expect({ exitCode, out }).toMatchObject({
      exitCode: EXIT.success,
      out: expect.stringContaining('-file.yaml: recorded'),
    });
  });

  it('says where the standard input is wrong', async () => {
    const { exitCode, urls, err } = await submit(['-'], 'source: [\n');
    expect({ exitCode, urls }).toEqual({ exitCode: EXIT.usage, urls: [] });
    expect(err).toContain('-:');
  });
});
