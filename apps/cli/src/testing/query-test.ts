import type { ServerResponse } from 'node:http';
import { runCli } from '../run-cli.ts';
import { captureTerminal } from './captured-terminal.ts';
import { startTestServer } from './http-test-server.ts';

/** The responses of a query service, by the path below `/v1/`. */
export interface TestAnswers {
  /** The CSV of each path. */
  readonly csv?: Readonly<Record<string, string>>;
  /** The `data` of each path. */
  readonly json?: Readonly<Record<string, unknown>>;
  readonly sources?: Readonly<Record<string, unknown>>;
  /** The names that the server adds on request. */
  readonly names?: Readonly<Record<string, unknown>>;
  readonly collections?: readonly string[];
  readonly undated?: number;
}

/** The output of a query, and the URLs that it requested. */
export interface TestQueryOutput {
  readonly exitCode: number;
  readonly out: string;
  readonly lines: readonly string[];
  readonly err: string;
  readonly urls: readonly string[];
}

/** Runs `query …` on a terminal of the given width, against a server with the given answers. */
export async function runTestQuery(
  line: string,
  answers: TestAnswers,
  columns?: number,
  tty = false,
): Promise<TestQueryOutput> {
  const urls: string[] = [];
  await using server = await startTestServer((request, response) => {
    const url = request.url ?? '';
    urls.push(url);
    sendAnswer(response, url, request.headers.accept ?? '', answers);
  });
  const env = { RAPPORTEUR_URL: server.url };
  const terminal = captureTerminal({ env, tty, ...(columns === undefined ? {} : { columns }) });
  const exitCode = await runCli(['query', ...line.split(' ')], terminal);
  const out = terminal.written.out();
  return { exitCode, out, lines: out.trimEnd().split('\n'), err: terminal.written.err(), urls };
}

function sendAnswer(
  response: ServerResponse,
  url: string,
  accept: string,
  { csv = {}, json = {}, collections = ['harbour'], undated = 0, ...added }: TestAnswers,
): void {
  const [path = ''] = url.split('?');
  const query = path.replace('/v1/', '');
  response.setHeader('rapporteur-position', '0:42');
  if (undated > 0) response.setHeader('rapporteur-undated', String(undated));
  if (accept === 'text/csv') {
    response.setHeader('content-type', 'text/csv; charset=utf-8');
    response.end(csv[query]);
    return;
  }
  const { sources = {}, names = {} } = added;
  const page = { schemaVersion: 1, collections, undated, position: '0:42', next: null, sources };
  const named = url.includes('names=true') ? { names } : {};
  response.end(JSON.stringify({ ...page, ...named, data: json[query] }));
}
