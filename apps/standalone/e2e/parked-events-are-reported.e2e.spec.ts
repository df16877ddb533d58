import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { computeStateHash } from '@rapporteur/projection-runtime';
import { DECISIONS } from '@rapporteur/read-models';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  runCli,
  type ProcessResult,
  type ServerProcess,
  startServer,
} from './testing/processes.ts';

const example = (name: string): string =>
  fileURLToPath(new URL(`../../../examples/${name}.yaml`, import.meta.url));
const NOTE = example('rats-council-44-note');
const ARTICLE = example('reliable-barrier-article');

const postgres = usePostgres();
let folder: string;
let server: ServerProcess;
let settings: NodeJS.ProcessEnv;
let dataSource: DataSource;

const run = (...args: readonly string[]): Promise<ProcessResult> =>
  runCli(args, { ...settings, RAPPORTEUR_URL: server.url });

interface EnvelopeFields {
  readonly incomplete: boolean;
  readonly parked: readonly {
    readonly projection: string;
    readonly command: string;
    readonly reason: string;
  }[];
  readonly data: readonly unknown[];
}

async function query(path: string): Promise<EnvelopeFields> {
  return (
    await fetch(`${server.url}/v1/collections/sco/${path}`)
  ).json() as Promise<EnvelopeFields>;
}

async function listParked(): Promise<
  readonly { readonly commandId: string; readonly code: string }[]
> {
  const { out } = await run('projections', 'parked', '--json');
  return (
    JSON.parse(out) as {
      readonly parked: readonly { readonly commandId: string; readonly code: string }[];
    }
  ).parked;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-e2e-'));
  settings = {
    RAPPORTEUR_DATA: folder,
    RAPPORTEUR_LOG: postgres.url,
    RAPPORTEUR_DATABASE: postgres.url,
  };
  server = await startServer(settings);
  dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
  const { exit, err } = await run('submit', NOTE);
  if (exit !== 0) throw new Error(err);
  await query('decisions?position=0:67');
  // Simulates a release that cannot store an incident of the second document.
  await dataSource.query(
    `ALTER TABLE decisions_v5.incidents ADD CONSTRAINT poison CHECK (event_pseq <= 67) NOT VALID`,
  );
});

afterAll(async () => {
  await dataSource.destroy();
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('A document that a read model cannot project', { timeout: 240_000 }, () => {
  it('is parked as a whole, reported in affected responses, and stops nothing else', async () => {
    const submitted = await run('submit', ARTICLE);
    expect([submitted.exit, submitted.out]).toEqual([
      0,
      expect.stringContaining('recorded 72 events'),
    ]);
    const decisions = await query('decisions?position=0:139');
    expect(decisions).toMatchObject({ incomplete: true, parked: [{ projection: 'decisions' }] });
    expect(decisions.parked[0]?.reason).toContain('poison');
    const before = await query('decisions?asOfRecorded=0:67');
    expect(before.incomplete).toBe(false);
    expect(before.data).toEqual(decisions.data);
    expect(await query('facts?position=0:139')).toMatchObject({ incomplete: false });
    expect(await listParked()).toEqual([
      expect.objectContaining({ code: 'PROJECTION_ROW_REFUSED' }),
    ]);

    const { out } = await run('status');
    expect(out).toMatch(/decisions.*parked/);
    const queried = await run('query', 'decisions', '--limit', '1');
    expect(queried.err).toContain('projections parked');
  });

  it('is projected by a retry after the fix, with the same result as a rebuild', async () => {
    expect(await run('projections', 'retry', 'decisions')).toMatchObject({ exit: 7 });
    await dataSource.query('ALTER TABLE decisions_v5.incidents DROP CONSTRAINT poison');
    const retried = await run('projections', 'retry', 'decisions');
    expect([retried.exit, retried.err]).toEqual([
      0,
      expect.stringContaining('1 now shown, 0 still parked'),
    ]);
    expect(await query('decisions')).toMatchObject({ incomplete: false });
    const hashAfterRetry = await computeStateHash(dataSource, DECISIONS);
    expect(await run('projections', 'rebuild', 'decisions')).toMatchObject({ exit: 0 });
    expect(await computeStateHash(dataSource, DECISIONS)).toEqual(hashAfterRetry);
  });

  it('can be skipped, and the skip is recorded', async () => {
    expect(await run('projections', 'skip', 'timeline', 'nothing', '--reason', '-')).toMatchObject({
      exit: 4,
    });
    await dataSource.query(
      `ALTER TABLE timeline_v9.corrections
         ADD CONSTRAINT poison CHECK (change <> 'corrected') NOT VALID`,
    );
    expect(await run('submit', example('correction-programme-2025-2027'))).toMatchObject({
      exit: 0,
    });
    await query('facts?position=0:140');
    const [first] = await listParked();
    const skipped = await run(
      'projections',
      'skip',
      'timeline',
      first?.commandId ?? '',
      '--reason',
      'Cannot be projected.',
    );
    expect([skipped.exit, skipped.err]).toEqual([0, expect.stringContaining('recorded at 0:141')]);
    expect(await query('facts?position=0:141')).toMatchObject({ incomplete: false });
    expect(await listParked()).toEqual([]);
  });
});
