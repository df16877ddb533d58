import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startTestServer } from './testing/http-test-server.ts';
import { captureTerminal } from './testing/captured-terminal.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { runCli, removeSeparator } from './run-cli.ts';

async function call(line: string, env: NodeJS.ProcessEnv = {}) {
  const terminal = captureTerminal({ env });
  const exit = await runCli(
    line.split(' ').filter((word) => word !== ''),
    terminal,
  );
  return { exit, out: terminal.written.out(), err: terminal.written.err() };
}

const problem =
  (status: number, code: string, more: object = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json' });
    response.end(
      JSON.stringify({ type: 'about:blank', title: 'It went wrong.', status, code, ...more }),
    );
  };

describe('The exit code', () => {
  it.each([
    [400, EXIT.usage],
    [404, EXIT.notFound],
    [412, EXIT.conflict],
    [413, EXIT.usage],
    [422, EXIT.usage],
    [500, EXIT.internalError],
    [503, EXIT.unreachable],
  ])('of an answer with status %d is %d', async (status, exit) => {
    await using server = await startTestServer(problem(status, 'SOME_RULE'));
    expect(await call(`status --url ${server.url}`)).toMatchObject({
      exit,
      out: '',
      err: expect.stringContaining('(SOME_RULE)'),
    });
  });

  it('says when nobody answers, and what to do', async () => {
    const server = await startTestServer(() => undefined);
    await server[Symbol.asyncDispose]();
    expect(await call(`status --url ${server.url}`)).toMatchObject({
      exit: EXIT.unreachable,
      err: expect.stringMatching(/Nobody answers at .*ECONNREFUSED.*\nStart it with/),
    });
  });

  it('says when an answer breaks off: a part of the log is no export', async () => {
    await using server = await startTestServer((request, response) => {
      if (request.url === '/v1/status') return response.end('{"partitions":1,"projections":[]}');
      response.write('{"pseq":0}\n');
      return setTimeout(() => response.destroy(), 20);
    });
    expect(await call(`replay --url ${server.url}`)).toMatchObject({
      exit: EXIT.unreachable,
      out: '{"pseq":0}\n',
    });
  });

  it('is that of an interruption where Ctrl-C breaks a question off', async () => {
    const controller = new AbortController();
    await using server = await startTestServer(() => controller.abort());
    const interrupt = { requested: true, signal: controller.signal };
    const terminal = captureTerminal({ interrupt });
    expect(await runCli(['status', '--url', server.url], terminal)).toBe(EXIT.interrupted);
  });

  it('says when the last line of the log has no end', async () => {
    await using server = await startTestServer((request, response) =>
      response.end(
        request.url === '/v1/status'
          ? '{"partitions":1,"projections":[]}'
          : '{"pseq":0}\n{"pseq":1}',
      ),
    );
    expect(await call(`replay --url ${server.url}`)).toMatchObject({
      exit: EXIT.unreachable,
      out: '{"pseq":0}\n',
    });
  });

  it('says when the log has a gap', async () => {
    await using server = await startTestServer((request, response) =>
      response.end(
        request.url === '/v1/status'
          ? '{"partitions":1,"projections":[]}'
          : '{"pseq":0}\n{"pseq":2}\n',
      ),
    );
    expect(await call(`replay --url ${server.url}`)).toMatchObject({
      exit: EXIT.verificationFailed,
      err: expect.stringContaining('after 0:0 comes 0:2'),
    });
  });

  it('tells a fault of ours from a mistake of theirs', async () => {
    await using server = await startTestServer((_, response) => response.end('<html>'));
    expect(await call(`status --url ${server.url}`)).toMatchObject({
      exit: EXIT.internalError,
      err: expect.stringContaining('not JSON'),
    });
  });
});

describe('A line that is wrong', () => {
  it.each([
    ['stauts', 'Did you mean status?'],
    ['status --jsno', 'Did you mean --json?'],
    ['log', 'Usage: rapporteur log'],
    ['log exprot', 'Did you mean export?'],
    ['completion ksh', 'There is no completion for ksh'],
    ['status --json --csv', '--json and --csv exclude each other'],
    ['status --url nowhere', 'nowhere is no address of a server'],
    ['replay --from x', '--from x is no position'],
    ['replay --from 0:1 --to 1:2', 'Several partitions are named: 0, 1'],
    ['help nothing', 'There is no help on nothing'],
    ['', 'Usage: rapporteur'],
  ])('%s', async (line, said) => {
    const { exit, out, err } = await call(line);
    expect({ exit, out }).toEqual({ exit: EXIT.usage, out: '' });
    expect(err).toContain(said);
  });

  it('names a setting that is none', async () =>
    expect(await call('status', { RAPPORTEUR_PROT: '1' })).toMatchObject({
      exit: EXIT.usage,
      err: expect.stringContaining('did you mean RAPPORTEUR_PORT?'),
    }));
});

describe('A line that is right', () => {
  it('takes its flags in any order', async () => {
    await using server = await startTestServer((_, response) =>
      response.end('{"partitions":1,"projections":[]}'),
    );
    const lines = [
      `--json status --url ${server.url}`,
      `status --json --url ${server.url}`,
      `--url ${server.url} status --json`,
    ];
    const answers = await Promise.all(lines.map((line) => call(line)));
    expect(new Set(answers.map(({ exit, out }) => `${exit} ${out}`)).size).toBe(1);
    expect(answers[0]?.exit).toBe(EXIT.success);
  });

  it('may hold the -- that pnpm hands on', () => {
    expect(removeSeparator(['demo', '--', '--exit'])).toEqual(['demo', '--exit']);
    expect(removeSeparator(['demo', '--exit'])).toEqual(['demo', '--exit']);
  });

  it.each([
    '--help',
    'status --help',
    'help status',
    'help exit-codes',
    'help settings',
    '--version',
  ])('%s', async (line) => {
    const { exit, out, err } = await call(line);
    expect({ exit, err }).toEqual({ exit: EXIT.success, err: '' });
    expect(out).not.toBe('');
  });

  it('explains with examples first', async () =>
    expect((await call('replay --help')).out).toMatch(/^Examples:/));
});
