import { execFile } from 'node:child_process';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { describe, expect, it } from 'vitest';
import { quoteForShell } from '@rapporteur/platform/shell-words';
import { CallLines } from './call-line.ts';
import { buildProgram } from './program.ts';
import { runCli } from './run-cli.ts';
import { captureTerminal } from './testing/captured-terminal.ts';
import { startTestServer } from './testing/http-test-server.ts';
import type { Terminal } from './terminal.ts';

const run = promisify(execFile);

/** Returns the words of a line as bash passes them to the program `rapporteur`. */
async function readWords(line: string): Promise<readonly string[]> {
  const script = `rapporteur() { printf '%s\\0' "$@"; }\n${line}\n`;
  const env = { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' };
  const { stdout } = await run('bash', ['-c', script], { env });
  return stdout.split('\0').slice(0, -1);
}

/** Returns the line after a text of the output. */
function readLine(output: string, before: string): string {
  const [, rest = ''] = output.split(before);
  return rest.split('\n')[0] ?? '';
}

/** Returns a terminal in a folder, with an interrupt at the given moments. */
function createTerminal(folder: string, isInterrupted = () => false) {
  const captured = captureTerminal();
  const terminal: Terminal = {
    ...captured,
    callerFolder: folder,
    interrupt: {
      get requested() {
        return isInterrupted();
      },
      signal: new AbortController().signal,
    },
  };
  return { terminal, written: captured.written };
}

const AWKWARD = [
  'plain.yaml',
  "it's.yaml",
  'two words $HOME `x` "y".yaml',
  '*.yaml',
  '#a;b|c&d.yaml',
  '~/x',
  'a\\b',
  '=a',
  '',
  'line\nbreak \u001b[31m \u202e.yaml',
  'тест.yaml',
];

describe('A line for copying', () => {
  it.each(AWKWARD)('keeps the word %j in a shell', async (word) =>
    expect(await readWords(`rapporteur ${quoteForShell(word)}`)).toEqual([word]),
  );

  it('continues an import with its flags, also of a file with an awkward name', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'cli-lines-'));
    const file = "-it's $HOME.ndjson";
    const lines = Array.from({ length: 1_200 }, (_, n) => `{"n":${n + 1}}\n`);
    await writeFile(join(folder.path, file), lines.join(''));

    const sent: string[] = [];
    const requests: string[] = [];
    await using server = await startTestServer(createImportApi(sent, requests));
    const first = createTerminal(folder.path, () => sent.length > 0);
    const words = ['import', '--url', server.url, '--actor', 'desk 1', '--json', '--', file];
    expect(await runCli(words, first.terminal)).toBe(EXIT.interrupted);

    const line = readLine(first.written.err(), 'To continue: ');
    const second = createTerminal(folder.path);
    expect(await runCli(await readWords(line), second.terminal)).toBe(EXIT.success);
    expect(sent).toEqual(lines.map((text) => text.trimEnd()));
    expect(new Set(requests)).toEqual(new Set(['desk 1']));
    expect(JSON.parse(second.written.out())).toMatchObject({ recorded: 700 });
  });

  it('continues a submission with its flags', async () => {
    const { terminal, written } = createTerminal('/', () => true);
    const flags = ['--dry-run', '--texts', '/srv/old texts', '--collection', 'harbour'];
    const words = ['submit', ...flags, '--url', 'http://[::1]:7', '--', '-a.yaml', 'b c.yaml'];
    expect(await runCli(words, terminal)).toBe(EXIT.interrupted);
    expect((await readWords(readLine(written.err(), 'To continue: '))).toSorted()).toEqual(
      words.toSorted(),
    );
  });

  it('continues a replay at the end of its file', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'cli-lines-'));
    const output = join(folder.path, 'all events.ndjson');
    const events = [0, 1, 2].map((pseq) => `{"pseq":${pseq}}\n`);
    let sent = 0;
    await using server = await startTestServer((request, response) => {
      if (request.url === '/v1/status') return response.end('{"partitions":2,"projections":[]}');
      sent += 1;
      return response.end(events.join(''));
    });
    const { terminal, written } = createTerminal(folder.path, () => sent > 0);
    const words = ['replay', '--collection', 'harbour', '--url', server.url, '--output', output];
    expect(await runCli(words, terminal)).toBe(EXIT.interrupted);

    const line = readLine(written.err(), 'To continue: ');
    const target = `--url ${server.url} >> '${output}'`;
    expect(line).toBe(
      `rapporteur replay --from 0:1 --collection harbour ${target} && ` +
        `rapporteur replay --partition 1 --collection harbour ${target}`,
    );
  });

  it('asks the server that the call itself started, unless the command asks none', async () => {
    const program = buildProgram({
      run: () => () => Promise.resolve(),
      out: () => undefined,
      err: () => undefined,
      columns: 80,
    });
    await program.parseAsync(['status', '--url', 'http://127.0.0.1:7'], { from: 'user' });
    const command = program.commands.find((each) => each.name() === 'status') ?? program;
    const lines = new CallLines(command, {});
    const conflicts = { name: 'query conflicts', words: [] };
    expect(lines.formatOther(conflicts)).toBe(
      'rapporteur query conflicts --url http://127.0.0.1:7',
    );
    const others = lines.at('http://[::1]:8');
    expect(others.formatOther(conflicts)).toBe("rapporteur query conflicts --url 'http://[::1]:8'");
    const restore = { name: 'log restore', words: ['a b'] };
    expect(lines.formatOther(restore)).toBe("rapporteur log restore 'a b'");
    expect(others.formatOther(restore)).toBe("rapporteur log restore 'a b'");
  });

  it.each([
    ['npx', 'npx rapporteur'],
    ['rapporteur', 'npx pnpm --silent rapporteur'],
    ['', 'rapporteur'],
  ])('names the program as the caller started it: %s', async (event, program) => {
    const { terminal, written } = createTerminal('/', () => true);
    const env = { npm_lifecycle_event: event };
    await runCli(['submit', 'a.yaml'], { ...terminal, env });
    expect(written.err()).toContain(`To continue: ${program} submit a.yaml\n`);
  });
});

/** Records every line of a bulk, with the actor of each request. */
function createImportApi(sent: string[], requests: string[]): RequestListener {
  return (request, response) => {
    requests.push(String(request.headers['rapporteur-actor']));
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const lines = body.trimEnd().split('\n');
      sent.push(...lines);
      const outcomes = lines.map((_, n) =>
        JSON.stringify({ line: n + 1, outcome: 'recorded', position: '0:7' }),
      );
      response.end(`${outcomes.join('\n')}\n${JSON.stringify({ summary: {} })}\n`);
    });
  };
}
