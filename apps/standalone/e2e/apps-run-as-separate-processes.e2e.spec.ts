import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE } from '@rapporteur/contracts';
import { openCollection, type SampleCommand } from '@rapporteur/command-runtime/sample-commands';
import { METRICS, type MetricSpec, openEventLog } from '@rapporteur/platform';
import { type ProjectionStatus, rebuild } from '@rapporteur/projection-runtime';
import { TIMELINE } from '@rapporteur/read-models';
import { usePostgres } from '@rapporteur/testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AppProcesses,
  type AppProcess,
  findFreePort,
  scrapeMetrics,
} from './testing/app-processes.ts';

/** Long enough for a busy machine. */
const POLL_OPTIONS = { timeout: 90_000, interval: 200 };
const TIMEOUT_MS = 300_000;
const TIMELINE_0 = 'projection="timeline",partition="0"';

const postgres = usePostgres();
let folder: string;
let log: string;
let apps: AppProcesses;
let first: AppProcess;
let second: AppProcess;
let projector: AppProcess;
let queries: AppProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-apart-'));
  log = await postgres.createDatabase();
  apps = new AppProcesses({
    RAPPORTEUR_LOG: log,
    RAPPORTEUR_DATABASE: postgres.url,
    RAPPORTEUR_DATA: folder,
  });
  const advertised = async (name: string): Promise<NodeJS.ProcessEnv> => {
    const port = await findFreePort();
    return {
      RAPPORTEUR_INSTANCE: name,
      RAPPORTEUR_PORT: String(port),
      RAPPORTEUR_ADVERTISE: `http://127.0.0.1:${port}`,
    };
  };
  first = await apps.start('command-service', await advertised('first'));
  [second, projector, queries] = await Promise.all([
    apps.start('command-service', await advertised('second')),
    apps.start('projector-timeline'),
    apps.start('query-service'),
  ]);
}, TIMEOUT_MS);
afterAll(async () => {
  await apps[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

interface ResponseFields {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

async function parse(response: Response): Promise<ResponseFields> {
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as ResponseFields['body'],
  };
}

async function send({ url }: AppProcess, { name, body }: SampleCommand): Promise<ResponseFields> {
  const headers = { 'content-type': 'application/json' };
  return parse(
    await fetch(`${url}/v1/commands/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    }),
  );
}

const registerBody = (id: string): SampleCommand => ({
  name: 'RegisterBody',
  body: { collection: 'sco', body: id, name: id, kind: 'organ' },
});

/** Records a command and returns its position. */
async function record(app: AppProcess, command: SampleCommand): Promise<string> {
  let response: ResponseFields | undefined;
  await expect
    .poll(async () => (response = await send(app, command)).status, POLL_OPTIONS)
    .toBe(200);
  return String(response?.body['position']);
}

const query = async (path: string, prefer = 'wait=30'): Promise<ResponseFields> =>
  parse(await fetch(`${queries.url}/v1/${path}`, { headers: { prefer } }));

async function fetchTimelineStatus(): Promise<ProjectionStatus> {
  const { body: status } = await query('status');
  const found = (status['projections'] as ProjectionStatus[]).find(
    ({ readModel }) => readModel === 'timeline',
  );
  if (found === undefined) throw new Error('The status does not contain the timeline.');
  return found;
}

const readSample = async (name: string): Promise<number | undefined> =>
  (await scrapeMetrics(queries)).get(name);

describe('The apps in separate processes', () => {
  it(
    'show commands that were recorded by either instance, immediately or after a wait',
    async () => {
      await record(first, openCollection());
      for (let n = 0; n < 10; n += 1) {
        const position = await record(n % 2 === 0 ? first : second, registerBody(`body-${n}`));
        const {
          status,
          headers,
          body: found,
        } = await query(`collections/sco/bodies?body=body-${n}&position=${position}`);
        expect(status).toBe(200);
        expect(headers.get('preference-applied')).toBe('wait=30');
        expect(found).toMatchObject({ data: [{ name: `body-${n}` }] });
      }
      const beyond = await query('collections/sco/bodies?position=0:99999');
      expect(beyond).toMatchObject({ status: 400, body: { code: 'POSITION_BEYOND_END' } });
    },
    TIMEOUT_MS,
  );

  it(
    'report a lag for a killed projector',
    async () => {
      const position = (await fetchTimelineStatus()).position;
      await projector.kill();
      for (let n = 1; n <= 3; n += 1) {
        await record(first, registerBody(`late-${n}`));
        expect(await fetchTimelineStatus()).toMatchObject({ position, lagEvents: n });
        expect(await readSample(`rapporteur_projection_lag_events{${TIMELINE_0}}`)).toBe(n);
      }
      await expect
        .poll(fetchTimelineStatus, POLL_OPTIONS)
        .toMatchObject({ state: 'stopped', reason: { code: 'PROJECTION_SILENT' }, lagEvents: 3 });
      expect(await readSample(`rapporteur_projection_lag_seconds{${TIMELINE_0}}`)).toBeGreaterThan(
        5,
      );
      expect(
        await readSample(`rapporteur_projection_heartbeat_age_seconds{${TIMELINE_0}}`),
      ).toBeGreaterThan(5);
      expect(await readSample(`rapporteur_projection_state{${TIMELINE_0},state="stopped"}`)).toBe(
        1,
      );

      projector = await apps.start('projector-timeline');
      await expect
        .poll(fetchTimelineStatus, POLL_OPTIONS)
        .toMatchObject({ state: 'live', reason: null, lagEvents: 0 });
      expect(await readSample(`rapporteur_projection_lag_events{${TIMELINE_0}}`)).toBe(0);
      expect(await readSample(`rapporteur_projection_state{${TIMELINE_0},state="stopped"}`)).toBe(
        0,
      );
      expect(
        (await scrapeMetrics(projector)).get(
          `rapporteur_projection_applied_events_total{${TIMELINE_0}}`,
        ),
      ).toBe(3);
    },
    TIMEOUT_MS,
  );

  it(
    'report a lag for a suspended projector, and return 503 instead of old data',
    async () => {
      const { position: oldPosition } = await fetchTimelineStatus();
      projector.suspend();
      const position = await record(first, registerBody('frozen'));
      const late = await query(`collections/sco/bodies?body=frozen&position=${position}`, 'wait=1');
      expect(late).toMatchObject({
        status: 503,
        body: { code: 'POSITION_NOT_REACHED', position: oldPosition, wanted: position },
      });
      expect(late.headers.get('retry-after')).toBe('1');
      await expect
        .poll(fetchTimelineStatus, POLL_OPTIONS)
        .toMatchObject({ state: 'stopped', reason: { code: 'PROJECTION_SILENT' }, lagEvents: 1 });
      expect(await readSample(`rapporteur_projection_lag_events{${TIMELINE_0}}`)).toBe(1);

      projector.resume();
      const found = await query(`collections/sco/bodies?body=frozen&position=${position}`);
      expect(found).toMatchObject({ status: 200, body: { data: [{ name: 'frozen' }] } });
      await expect
        .poll(fetchTimelineStatus, POLL_OPTIONS)
        .toMatchObject({ state: 'live', lagEvents: 0 });
    },
    TIMEOUT_MS,
  );

  it(
    'report no lag in seconds for a read model that was never started',
    async () => {
      const { body: status } = await query('status');
      const [never] = (status['projections'] as ProjectionStatus[]).filter(
        ({ readModel }) => readModel === 'decisions',
      );
      expect(never).toMatchObject({
        state: 'stopped',
        reason: { code: 'PROJECTION_NEVER_STARTED' },
        lagSeconds: null,
      });
      expect(never?.lagEvents).toBeGreaterThan(10);
    },
    TIMEOUT_MS,
  );

  it(
    'report the progress of an interrupted rebuild',
    async () => {
      const rebuilt = `rapporteur_projection_rebuild_events{${TIMELINE_0}}`;
      expect(await readSample(rebuilt)).toBeUndefined();
      await interruptRebuild();
      const { position } = await fetchTimelineStatus();
      expect(await readSample(rebuilt)).toBe(Number(position?.split(':')[1]) + 1);
      const rebuilding = `rapporteur_projection_state{${TIMELINE_0},state="rebuilding"}`;
      expect(await readSample(rebuilding)).toBe(0);
      await withRebuildLock(async () => expect(await readSample(rebuilding)).toBe(1));
    },
    TIMEOUT_MS,
  );

  it(
    'record every metric that is declared',
    async () => {
      // The earlier tests have driven the successful cases. This one drives the failures.
      first.suspend();
      await record(second, registerBody('taken-over'));
      first.resume();
      await record(first, registerBody('fenced'));
      await withoutDatabase(async () => {
        await expect
          .poll(async () => [...(await scrapeMetrics(projector)).keys()].join('\n'), POLL_OPTIONS)
          .toContain('rapporteur_projection_faults_total{');
        expect(await readReadiness(projector)).toBe(503);
      });
      await expect.poll(() => readReadiness(projector), POLL_OPTIONS).toBe(200);

      const scrapes = await Promise.all(
        [first, second, projector, queries].map((app) => scrapeMetrics(app)),
      );
      const samples = scrapes.flatMap((each) => [...each]);
      const never = Object.values(METRICS)
        .flatMap((group) => Object.values<MetricSpec>(group))
        .filter((spec) => !isRecorded(spec, samples));
      expect(never.map(({ name }) => name)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

/**
 * Returns whether a counter or histogram is above 0. A gauge may be 0, so it only needs a sample.
 */
function isRecorded(
  { name, type }: MetricSpec,
  samples: readonly (readonly [string, number])[],
): boolean {
  const sampleName = type === 'histogram' ? `${name}_count` : name;
  return samples.some(
    ([sample, value]) => sample.split('{')[0] === sampleName && (type === 'gauge' || value > 0),
  );
}

/** Rebuilds the timeline until all events are loaded, and aborts it. */
async function interruptRebuild(): Promise<void> {
  const dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
  const eventLog = await openEventLog(log);
  const stop = new AbortController();
  const rebuilding = rebuild({
    projection: TIMELINE,
    catalogue: CATALOGUE,
    log: eventLog,
    dataSource,
    owner: 'interrupted',
    signal: stop.signal,
    onProgress: ({ phase }) => {
      if (phase === 'indexing') stop.abort(new Error('interrupted'));
    },
  });
  await expect(rebuilding).rejects.toThrow('interrupted');
  await eventLog.close();
  await dataSource.destroy();
}

/** Runs work while holding the lock of a rebuild of the timeline. */
async function withRebuildLock(work: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    await client.query(
      `SELECT pg_advisory_lock(hashtextextended('rapporteur.generations.timeline', 0))`,
    );
    await work();
  } finally {
    await client.end();
  }
}

const readReadiness = async ({ url }: AppProcess): Promise<number> =>
  (await fetch(`${url}/health/ready`)).status;

/** Runs work while the database of the read models rejects every connection. */
async function withoutDatabase(work: () => Promise<void>): Promise<void> {
  const name = new URL(postgres.url).pathname.slice(1);
  const client = new Client({ connectionString: log });
  await client.connect();
  try {
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1',
      [name],
    );
    await work();
  } finally {
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await client.end();
  }
}
