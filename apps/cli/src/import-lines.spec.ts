import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startTestServer } from './testing/http-test-server.ts';
import { captureTerminal } from './testing/captured-terminal.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { runCli } from './run-cli.ts';
import type { Interrupt } from './terminal.ts';

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** Answers like the command API: a line with "bad" is rejected, "old" was recorded before. */
function createCommandApi(seen: string[] = [], breakAfter = Infinity): RequestListener {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const lines = (await readBody(request)).split('\n').slice(0, -1);
    for (const [n, line] of lines.entries()) {
      if (line === '') continue;
      if (seen.length >= breakAfter) return response.destroy();
      seen.push(line);
      response.write(`${JSON.stringify({ line: n + 1, ...createResult(line) })}\n`);
    }
    return response.end('{"summary":{}}\n');
  };
  return (request, response) => void answer(request, response);
}

function createResult(line: string): object {
  if (line.includes('bad')) {
    return {
      outcome: 'problem',
      problem: { title: 'A rule rejects it.', status: 422, code: 'COMMAND_REFUSED' },
    };
  }
  return { outcome: 'recorded', repeated: line.includes('old'), position: '0:7' };
}

async function importText(
  url: string,
  input: string,
  flags: readonly string[] = [],
  interrupt?: Interrupt,
) {
  const terminal = captureTerminal({ input, ...(interrupt === undefined ? {} : { interrupt }) });
  const exitCode = await runCli(['import', '-', '--url', url, ...flags], terminal);
  return { exitCode, out: terminal.written.out(), err: terminal.written.err() };
}

const createLines = (count: number): string =>
  Array.from({ length: count }, (_, n) => `{"n":${n + 1}}\n`).join('');

describe('The import command', () => {
  it('uses the singular for one command', async () => {
    await using server = await startTestServer(createCommandApi());
    expect((await importText(server.url, '{"n":1}\n')).out).toBe(
      '1 command: 1 recorded; position 0:7\n',
    );
  });

  it('counts the outcome of each line', async () => {
    await using server = await startTestServer(createCommandApi());
    expect(await importText(server.url, '{"n":1}\n{"n":"old"}\n')).toEqual({
      exitCode: EXIT.success,
      out: '2 commands: 1 recorded, 1 already recorded; position 0:7\n',
      err: '',
    });
  });

  it('prints the number of a rejected line, and continues with the next', async () => {
    await using server = await startTestServer(createCommandApi());
    const { exitCode, out, err } = await importText(
      server.url,
      `${createLines(600)}\n{"n":"bad"}\n{"n":"last"}`,
    );
    expect(exitCode).toBe(EXIT.usage);
    expect(err).toBe('Line 602: A rule rejects it. (COMMAND_REFUSED)\n');
    expect(out).toBe('602 commands: 601 recorded, 1 rejected; position 0:7\n');
  });

  it('starts at --from-line', async () => {
    const seen: string[] = [];
    await using server = await startTestServer(createCommandApi(seen));
    await importText(server.url, createLines(5), ['--from-line', '4']);
    expect(seen).toEqual(['{"n":4}', '{"n":5}']);
  });

  it('prints how to continue if the server goes away', async () => {
    const seen: string[] = [];
    await using server = await startTestServer(createCommandApi(seen, 700));
    const { exitCode, err } = await importText(server.url, createLines(1200));
    expect(exitCode).toBe(EXIT.unreachable);
    const [, last] = /Stopped after line (\d+): all lines up to it are processed\./.exec(err) ?? [];
    expect(err).toContain(`To continue: rapporteur import - --from-line ${Number(last) + 1}`);
    // The printed lines are processed. The server may have processed more.
    expect(Number(last)).toBeGreaterThanOrEqual(500);
    expect(Number(last)).toBeLessThanOrEqual(700);
  });

  it('finishes the batch after Ctrl-C, and prints how to continue', async () => {
    const seen: string[] = [];
    const interrupt = {
      get requested() {
        return seen.length > 0;
      },
      signal: new AbortController().signal,
    };
    await using server = await startTestServer(createCommandApi(seen));
    const { exitCode, err } = await importText(server.url, createLines(1200), [], interrupt);
    expect({ exitCode, done: seen.length }).toEqual({ exitCode: EXIT.interrupted, done: 500 });
    expect(err).toContain('To continue: rapporteur import - --from-line 501');
  });

  it('stops on a server error instead of rejecting the line', async () => {
    const problem = { title: 'Not now.', status: 503, code: 'COMMAND_UNAVAILABLE' };
    await using server = await startTestServer((_, response) =>
      response.end(`${JSON.stringify({ line: 1, outcome: 'problem', problem })}\n`),
    );
    const { exitCode, err } = await importText(server.url, createLines(2));
    expect(exitCode).toBe(EXIT.unreachable);
    expect(err).toContain('--from-line 1');
  });

  it('stops if the response ends before its summary', async () => {
    await using server = await startTestServer((_, response) =>
      response.end(`${JSON.stringify({ line: 1, outcome: 'recorded', position: '0:7' })}\n`),
    );
    const { exitCode, err } = await importText(server.url, createLines(2));
    expect(exitCode).toBe(EXIT.unreachable);
    expect(err).toContain('--from-line 2');
  });

  it('writes the tally as JSON for programs', async () => {
    await using server = await startTestServer(createCommandApi());
    const { out } = await importText(server.url, '{"n":"bad"}\n', ['--json']);
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      end: 'done',
      lastLine: 1,
      problems: 1,
      recorded: 0,
    });
  });
});
