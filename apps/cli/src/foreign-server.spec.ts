import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { captureTerminal } from './testing/captured-terminal.ts';
import { startTestServer } from './testing/http-test-server.ts';

const BODY = { collection: 'harbour', title: 'Harbour', rootBody: 'harbour' };

async function writeFiles(): Promise<{ readonly yaml: string; readonly ndjson: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'foreign-'));
  const [yaml, ndjson] = [join(folder, 'a.yaml'), join(folder, 'a.ndjson')];
  // JSON is YAML.
  await writeFile(
    yaml,
    JSON.stringify({
      command: 'RetractRecord',
      collection: 'harbour',
      target: { type: 'RecordsLinked', id: 'pier-fire-2023' },
      reason: 'There were two fires.',
      evidence: 'A letter of the Secretariat of 1 July 2023',
    }),
  );
  await writeFile(ndjson, `${JSON.stringify({ name: 'OpenCollection', body: BODY })}\n`);
  return { yaml, ndjson };
}

const COMMANDS = [
  'status',
  'status --json',
  'replay',
  'log export --output -',
  'query timeline',
  'query timeline --csv',
  'query timeline --json',
  'query timeline --ndjson',
  'query meeting harbour-council-7',
  'query chair harbour-council',
  'query participation',
  'query meetings',
  'streams show meeting-a --collection harbour --ndjson',
  'streams show meeting-a --collection harbour',
  'streams show meeting-a',
  'sources list',
  'submit YAML',
  'submit --dry-run YAML',
  'import NDJSON',
];

const ANSWERS = [
  ['a web page', 'text/html', '<!doctype html><title>Sign in</title>'],
  ['a web page without a type', undefined, '<!doctype html>\n<title>Sign in</title>\n'],
  ['an empty object', 'application/json', '{}'],
  ['an empty line', 'application/x-ndjson', '{}\n'],
  ['a list', 'application/json', '[]'],
  ['null', 'application/json', 'null'],
  [
    'members of other types',
    'application/json',
    '{"schemaVersion":1,"partitions":"1","projections":{},"data":7,"position":0,"collections":[]}',
  ],
] as const;

describe.each(ANSWERS)('A server that answers with %s', (_, type, body) => {
  it.each(COMMANDS)('is not taken for Rapporteur by `%s`', async (line) => {
    await using server = await startTestServer((request, response) => {
      request.resume();
      if (type !== undefined) response.setHeader('content-type', type);
      response.end(body);
    });
    const { yaml, ndjson } = await writeFiles();
    const words = line.replace('YAML', yaml).replace('NDJSON', ndjson).split(' ');
    const terminal = captureTerminal();
    const exitCode = await runCli([...words, '--url', server.url], terminal);
    const { out, err } = terminal.written;
    expect(exitCode, err()).toBe(EXIT.unreachable);
    // An import says how far it came.
    expect(out()).toMatch(line.startsWith('import') ? /^0 commands\n$/ : /^$/);
    expect(err()).toContain('is not Rapporteur, or another version: its response ');
    expect(err()).toContain(line.startsWith('import') ? 'To continue' : 'Correct RAPPORTEUR_URL');
  });
});
