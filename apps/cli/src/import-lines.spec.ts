import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startTestServer } from './testing/http-test-server.ts';
import { captureTerminal } from './testing/captured-terminal.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { runCli } from './run-cli.ts';
import type { Interrupt } from './terminal.ts';

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** Answers each line as the command API does: one that says "bad" is refused, "old" was recorded before. */
function answerLines(seen: string[] = [], breakAfter = Infinity): RequestListener {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const lines = (await bodyOf(request)).split('\n').slice(0, -1);
    for (const [n, line] of lines.entries()) {
      if (line === '') continue;
      if (seen.length >= breakAfter) return response.destroy();
      seen.push(line);
      response.write(`${JSON.stringify({ line: n + 1, ...resultOf(line) })}\n`);
    }
    return response.end('{"summary":{}}\n');
  };
  return (request, response) => void answer(request, response);
}

function resultOf(line: string): object {
  if (line.includes('bad')) {
    return {
      outcome: 'problem',
      problem: { title: 'A rule refuses it.', status: 422, code: 'COMMAND_REFUSED' },
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
  const exit = await runCli(['import', '-', '--url', url, ...flags], terminal);
  return { exit, out: terminal.written.out(), err: terminal.written.err() };
}

const lines = (count: number): string =>
  Array.from({ length: count }, (_, n) => `{"n":${n + 1}}\n`).join('');

describe('An import', () => {
  it('counts what became of each line', async () => {
    await using server = await startTestServer(answerLines());
    expect(await importText(server.url, '{"n":1}\n{"n":"old"}\n')).toEqual({
      exit: EXIT.success,
      out: '2 commands: 1 recorded, 1 already recorded; position 0:7\n',
      err: '',
    });
  });

  it('names a bad line by its number, blank lines counted, and goes on behind it', async () => {
    await using server = await startTestServer(answerLines());
    const { exit, out, err } = await importText(
      server.url,
      `${lines(600)}\n{"n":"bad"}\n{"n":"last"}`,
    );
    expect(exit).toBe(EXIT.usage);
    expect(err).toBe('Line 602: A rule refuses it. (COMMAND_REFUSED)\n');
    expect(out).toBe('602 commands: 601 recorded, 1 refused; position 0:7\n');
  });

  it('begins where it is told to', async () => {
    const seen: string[] = [];
    await using server = await startTestServer(answerLines(seen));
    await importText(server.url, lines(5), ['--from-line', '4']);
    expect(seen).toEqual(['{"n":4}', '{"n":5}']);
  });

  it('says how to go on where the server goes away, and what is done', async () => {
    const seen: string[] = [];
    await using server = await startTestServer(answerLines(seen, 700));
    const { exit, err } = await importText(server.url, lines(1200));
    expect(exit).toBe(EXIT.unreachable);
    const [, last] = /Stopped after line (\d+): up to it everything is done\./.exec(err) ?? [];
    expect(err).toContain(`To go on: rapporteur import - --from-line ${Number(last) + 1}`);
    // What is told to be done is done; the server may have done more.
    expect(Number(last)).toBeGreaterThanOrEqual(500);
    expect(Number(last)).toBeLessThanOrEqual(700);
  });

  it('finishes the batch after Ctrl-C, and says how to go on', async () => {
    const seen: string[] = [];
    const interrupt = {
      get requested() {
        return seen.length > 0;
      },
      signal: new AbortController().signal,
    };
    await using server = await startTestServer(answerLines(seen));
    const { exit, err } = await importText(server.url, lines(1200), [], interrupt);
    expect({ exit, done: seen.length }).toEqual({ exit: EXIT.interrupted, done: 500 });
    expect(err).toContain('To go on: rapporteur import - --from-line 501');
  });

  it('does not take a fault of the server for a fault of the line', async () => {
    const problem = { title: 'Not now.', status: 503, code: 'COMMAND_UNAVAILABLE' };
    await using server = await startTestServer((_, response) =>
      response.end(`${JSON.stringify({ line: 1, outcome: 'problem', problem })}\n`),
    );
    const { exit, err } = await importText(server.url, lines(2));
    expect(exit).toBe(EXIT.unreachable);
    expect(err).toContain('--from-line 1');
  });

  it('takes results without their summary for broken off', async () => {
    await using server = await startTestServer((_, response) =>
      response.end(`${JSON.stringify({ line: 1, outcome: 'recorded', position: '0:7' })}\n`),
    );
    const { exit, err } = await importText(server.url, lines(2));
    expect(exit).toBe(EXIT.unreachable);
    expect(err).toContain('--from-line 2');
  });

  it('tells programs the same as JSON', async () => {
    await using server = await startTestServer(answerLines());
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
