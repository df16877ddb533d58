import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startTestServer } from './testing/http-test-server.ts';
import { captureTerminal } from './testing/captured-terminal.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { runCli, removeSeparator } from './run-cli.ts';

async function call(line: string, env: NodeJS.ProcessEnv = {}) {
  const terminal = captureTerminal({ env });
  const exitCode = await runCli(
    line.split(' ').filter((word) => word !== ''),
    terminal,
  );
  return { exitCode, out: terminal.written.out(), err: terminal.written.err() };
}

const problem =
  (status: number, code: string, more: object = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json' });
    response.end(
      JSON.stringify({ type: 'about:blank', title: 'It went wrong.', status, code, ...more }),
    );
  };

describe('The exitCode code', () => {
  it.each([
    [400, EXIT.usage],
    [404, EXIT.notFound],
    [412, EXIT.conflict],
    [413, EXIT.usage],
    [422, EXIT.usage],
    [500, EXIT.internalError],
    [503, EXIT.unreachable],
  ])('of a response with status %d is %d', async (status, exitCode) => {
    await using server = await startTestServer(problem(status, 'SOME_RULE'));
    expect(await call(`status --url ${server.url}`)).toMatchObject({
      exitCode,
      out: '',
      err: expect.stringContaining('(SOME_RULE)'),
    });
  });

  it('shows that no server answers, and prints the fix', async () => {
    const server = await startTestServer(() => undefined);
    await server[Symbol.asyncDispose]();
    expect(await call(`status --url ${server.url}`)).toMatchObject({
      exitCode: EXIT.unreachable,
      err: expect.stringMatching(/No server answers at .*ECONNREFUSED.*\nStart it with/),
    });
  });

  it('shows that a response ended too early', async () => {
    await using server = await startTestServer((request, response) => {
      if (request.url === '/v1/status') return response.end('{"partitions":1,"projections":[]}');
      response.write('{"pseq":0}\n');
      return setTimeout(() => response.destroy(), 20);
    });
    expect(await call(`replay --url ${server.url}`)).toMatchObject({
      exitCode: EXIT.unreachable,
      out: '{"pseq":0}\n',
    });
  });

  it('is 130 if Ctrl-C aborts a query', async () => {
    const controller = new AbortController();
    await using server = await startTestServer(() => controller.abort());
    const interrupt = { requested: true, signal: controller.signal };
    const terminal = captureTerminal({ interrupt });
    expect(await runCli(['status', '--url', server.url], terminal)).toBe(EXIT.interrupted);
  });

  it('shows that the last line of the log is incomplete', async () => {
    await using server = await startTestServer((request, response) =>
      response.end(
        request.url === '/v1/status'
          ? '{"partitions":1,"projections":[]}'
          : '{"pseq":0}\n{"pseq":1}',
      ),
    );
    expect(await call(`replay --url ${server.url}`)).toMatchObject({
      exitCode: EXIT.unreachable,
      out: '{"pseq":0}\n',
    });
  });

  it('shows that the log has a gap', async () => {
    await using server = await startTestServer((request, response) =>
      response.end(
        request.url === '/v1/status'
          ? '{"partitions":1,"projections":[]}'
          : '{"pseq":0}\n{"pseq":2}\n',
      ),
    );
    expect(await call(`replay --url ${server.url}`)).toMatchObject({
      exitCode: EXIT.verificationFailed,
      err: expect.stringContaining('after 0:0 comes 0:2'),
    });
  });

  it('is 6 if the server is not Rapporteur', async () => {
    await using server = await startTestServer((_, response) => response.end('<html>'));
    expect(await call(`status --url ${server.url}`)).toMatchObject({
      exitCode: EXIT.unreachable,
      err: expect.stringMatching(/is not Rapporteur.*not JSON.*\nCorrect RAPPORTEUR_URL/),
    });
  });
});

describe('A wrong command line', () => {
  it.each([
    ['stauts', 'Did you mean status?'],
    ['status --jsno', 'Did you mean --json?'],
    ['log', 'Usage: rapporteur log'],
    ['log exprot', 'Did you mean export?'],
    ['completion ksh', 'No completion is available for the shell `ksh`'],
    ['completion fissh', 'Did you mean `fish`?'],
    ['help fields MeetingHold', 'Did you mean `MeetingHeld`?'],
    ['status --json --csv', '--json and --csv cannot be combined'],
    ['status --url nowhere', '`nowhere` is not the address of a server'],
    ['replay --from x', '--from `x` is not a position'],
    ['replay --from 0:1 --to 1:2', 'The flags name several partitions: 0, 1'],
    ['help nothing', 'No help topic or command is called `nothing`'],
    ['', 'Usage: rapporteur'],
  ])('`%s` fails with "%s"', async (line, message) => {
    const { exitCode, out, err } = await call(line);
    expect({ exitCode, out }).toEqual({ exitCode: EXIT.usage, out: '' });
    expect(err).toContain(message);
  });

  it('suggests the name of an unknown setting', async () =>
    expect(await call('status', { RAPPORTEUR_PROT: '1' })).toMatchObject({
      exitCode: EXIT.usage,
      err: expect.stringContaining('Did you mean `RAPPORTEUR_PORT`?'),
    }));
});

describe('A correct command line', () => {
  it('accepts flags in any order', async () => {
    await using server = await startTestServer((_, response) =>
      response.end('{"partitions":1,"projections":[]}'),
    );
    const lines = [
      `--json status --url ${server.url}`,
      `status --json --url ${server.url}`,
      `--url ${server.url} status --json`,
    ];
    const answers = await Promise.all(lines.map((line) => call(line)));
    expect(new Set(answers.map(({ exitCode, out }) => `${exitCode} ${out}`)).size).toBe(1);
    expect(answers[0]?.exitCode).toBe(EXIT.success);
  });

  it('may contain the -- that pnpm passes on', () => {
    expect(removeSeparator(['demo', '--', '--exit'])).toEqual(['demo', '--exit']);
    expect(removeSeparator(['demo', '--exit'])).toEqual(['demo', '--exit']);
    expect(removeSeparator(['--', 'status'])).toEqual(['status']);
  });

  it('keeps the -- before arguments that begin with a hyphen', () => {
    const line = ['submit', '--dry-run', '--', '-note.yaml'];
    expect(removeSeparator(line)).toEqual(line);
  });

  it.each([
    '--help',
    'status --help',
    'help status',
    'help exit-codes',
    'help settings',
    '--version',
  ])('`%s` succeeds', async (line) => {
    const { exitCode, out, err } = await call(line);
    expect({ exitCode, err }).toEqual({ exitCode: EXIT.success, err: '' });
    expect(out).not.toBe('');
  });

  it('shows examples first in its help', async () =>
    expect((await call('replay --help')).out).toMatch(/^Examples:/));
});
