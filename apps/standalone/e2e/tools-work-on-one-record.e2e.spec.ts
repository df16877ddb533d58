/**
 * The commands that open a record themselves: each names the record it works on, and makes none.
 * The data folders have blanks, quotes, `$` and letters beyond ASCII.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { usePostgres } from '@rapporteur/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ProcessResult,
  runApp,
  runCli,
  type ServerProcess,
  startServer,
} from './testing/processes.ts';

const AWKWARD = `it's a "$HOME" of ÿ союз`;
const TASKS: readonly (readonly string[])[] = [
  ['list'],
  ['parked'],
  ['rebuild', 'timeline'],
  ['rollback', 'timeline'],
  ['retire', 'timeline'],
  ['retry', 'timeline'],
  ['skip', 'timeline', 'x', '--reason', 'none'],
];

const postgres = usePostgres();
let folder: string;
let parent: string;
let server: ServerProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'one-record-'));
  parent = join(folder, AWKWARD);
  // As the demo does, below the data folder.
  server = await startServer({ RAPPORTEUR_DATA: join(parent, 'demo') });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Returns a setting of a line as a shell reads it. */
async function readSetting(line: string, name: string): Promise<string> {
  const script = `${line}; printf %s "$${name}"`;
  return (await promisify(execFile)('sh', ['-c', script])).stdout;
}

const projections = (
  task: readonly string[],
  settings: NodeJS.ProcessEnv,
): Promise<ProcessResult> => runCli(['projections', ...task], settings);

describe('A command that opens the record itself', { timeout: 180_000 }, () => {
  it.each(TASKS.map((task) => ({ task })))('makes no record: $task', async ({ task }) => {
    const data = join(folder, 'none');
    const { exit, err } = await projections(task, { RAPPORTEUR_DATA: data });
    expect({ exit, err }).toEqual({
      exit: 4,
      err: expect.stringContaining(`The data folder ${data} has no record.`),
    });
    expect(existsSync(data)).toBe(false);
  });

  it('leads from the folder above a record to that record, and names it', async () => {
    const above = await projections(['rebuild', 'timeline'], { RAPPORTEUR_DATA: parent });
    expect(above.exit).toBe(4);
    expect(await readdir(parent)).toEqual(['demo']);

    const [, line = ''] = /below it: (.*)/.exec(above.err) ?? [];
    const data = await readSetting(line, 'RAPPORTEUR_DATA');
    expect(data).toBe(join(parent, 'demo'));
    const { exit, err } = await projections(['rebuild', 'timeline'], { RAPPORTEUR_DATA: data });
    expect({ exit, err }).toEqual({ exit: 0, err: expect.stringContaining(`=${data}\n`) });
    expect(err).toContain('with an empty log');
  });

  it('rejects the address of a server, which it does not ask', async () => {
    const calls = [
      ...TASKS.slice(0, -1).map((task) => ['projections', ...task]),
      ['doctor'],
      ['log', 'create'],
      ['log', 'restore', folder],
      ['demo', '--exit'],
    ];
    const settings = { RAPPORTEUR_DATA: join(parent, 'demo') };
    const results = calls.map((call) => runCli([...call, '--url', server.url], settings));
    for (const { exit, err } of await Promise.all(results))
      expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining('Leave out --url.') });
  });

  it('makes no tables in a database without read models', async () => {
    const url = await postgres.createDatabase();
    const settings = { RAPPORTEUR_LOG: url, RAPPORTEUR_DATABASE: url, RAPPORTEUR_DATA: folder };
    const { exit, err } = await projections(['parked'], settings);
    expect({ exit, err }).toEqual({
      exit: 4,
      err: expect.stringContaining('The database has no read models.'),
    });
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(
      "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$|^public$'",
    );
    await client.end();
    expect(rows).toEqual([]);
  });

  it('restores the folder of an export, and prints the line that starts it', async () => {
    await writeFile(join(folder, 'note.txt'), 'The union met.');
    await writeFile(
      join(folder, '-note.yaml'),
      JSON.stringify({
        collection: {
          id: 'u',
          title: 'U',
          rootBody: { body: 'u', name: 'U', kind: 'organization' },
        },
        source: { document: 'n', docType: 'note', title: 'N', language: 'en', file: 'note.txt' },
        facts: [
          {
            type: 'PositionStated',
            by: [],
            verb: 'noted',
            topic: 't',
            summary: 's',
            modality: 'reported',
            quote: 'met',
          },
        ],
      }),
    );
    const submitted = await runCli(
      ['submit', '--url', server.url, '--', join(folder, '-note.yaml')],
      {},
    );
    expect(submitted).toMatchObject({ exit: 0 });
    const backup = join(folder, `backup of ${AWKWARD}`);
    const url = ['--url', server.url];
    const exported = await runCli(['log', 'export', '--output', backup, ...url], {});
    expect(exported).toMatchObject({ exit: 0 });
    const [, verify = ''] = /To verify it: (.*)/.exec(exported.err) ?? [];
    await promisify(execFile)('sh', ['-c', verify]);

    const data = join(folder, `restored ${AWKWARD}`);
    const restored = await runApp('standalone', ['restore', backup], { RAPPORTEUR_DATA: data });
    expect(restored).toMatchObject({ exit: 0, err: expect.stringContaining('Restored') });
    const [, start = ''] = /To start it: (\S.*) npx pnpm start/.exec(restored.err) ?? [];
    expect(await readSetting(start, 'RAPPORTEUR_DATA')).toBe(data);

    const again = await runApp('standalone', ['restore', join(folder, 'none')], {
      RAPPORTEUR_DATA: data,
    });
    expect(again).toMatchObject({ exit: 4, err: expect.stringContaining('no complete export') });
  });
});
