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
import { AppProcesses, type AppProcess, findFreePort, scrapeMetrics } from './app-processes.ts';

/** Machines are slow where several things are tested at once. */
const PATIENCE = { timeout: 90_000, interval: 200 };
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

async function told(response: Response): Promise<ResponseFields> {
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as ResponseFields['body'],
  };
}

async function send({ url }: AppProcess, { name, body }: SampleCommand): Promise<ResponseFields> {
  const headers = { 'content-type': 'application/json' };
  return told(
    await fetch(`${url}/v1/commands/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    }),
  );
}

const body = (id: string): SampleCommand => ({
  name: 'RegisterBody',
  body: { collection: 'sco', body: id, name: id, kind: 'organ' },
});

/** Records something; answers its position. */
async function recorded(by: AppProcess, command: SampleCommand): Promise<string> {
  let answer: ResponseFields | undefined;
  await expect.poll(async () => (answer = await send(by, command)).status, PATIENCE).toBe(200);
  return String(answer?.body['position']);
}

const ask = async (path: string, prefer = 'wait=30'): Promise<ResponseFields> =>
  told(await fetch(`${queries.url}/v1/${path}`, { headers: { prefer } }));

async function timeline(): Promise<ProjectionStatus> {
  const { body: status } = await ask('status');
  const found = (status['projections'] as ProjectionStatus[]).find(
    ({ readModel }) => readModel === 'timeline',
  );
  if (found === undefined) throw new Error('the status tells nothing of the timeline');
  return found;
}

const sample = async (name: string): Promise<number | undefined> =>
  (await scrapeMetrics(queries)).get(name);

describe('The apps, each a process of its own', () => {
  it(
    'show what was recorded through any of them, at once or after a wait',
    async () => {
      await recorded(first, openCollection());
      for (let n = 0; n < 10; n += 1) {
        const position = await recorded(n % 2 === 0 ? first : second, body(`body-${n}`));
        const {
          status,
          headers,
          body: answer,
        } = await ask(`collections/sco/bodies/body-${n}?position=${position}`);
        expect(status).toBe(200);
        expect(headers.get('preference-applied')).toBe('wait=30');
        expect(answer).toMatchObject({ data: { name: `body-${n}` } });
      }
      const beyond = await ask('collections/sco/bodies?position=0:99999');
      expect(beyond).toMatchObject({ status: 400, body: { code: 'POSITION_BEYOND_END' } });
    },
    TIMEOUT_MS,
  );

  it(
    'never show a dead projector as one without lag',
    async () => {
      const position = (await timeline()).position;
      await projector.kill();
      for (let n = 1; n <= 3; n += 1) {
        await recorded(first, body(`late-${n}`));
        expect(await timeline()).toMatchObject({ position, lagEvents: n });
        expect(await sample(`rapporteur_projection_lag_events{${TIMELINE_0}}`)).toBe(n);
      }
      await expect
        .poll(timeline, PATIENCE)
        .toMatchObject({ state: 'stopped', reason: { code: 'PROJECTION_SILENT' }, lagEvents: 3 });
      expect(await sample(`rapporteur_projection_lag_seconds{${TIMELINE_0}}`)).toBeGreaterThan(5);
      expect(
        await sample(`rapporteur_projection_heartbeat_age_seconds{${TIMELINE_0}}`),
      ).toBeGreaterThan(5);
      expect(await sample(`rapporteur_projection_state{${TIMELINE_0},state="stopped"}`)).toBe(1);

      projector = await apps.start('projector-timeline');
      await expect
        .poll(timeline, PATIENCE)
        .toMatchObject({ state: 'live', reason: null, lagEvents: 0 });
      expect(await sample(`rapporteur_projection_lag_events{${TIMELINE_0}}`)).toBe(0);
      expect(await sample(`rapporteur_projection_state{${TIMELINE_0},state="stopped"}`)).toBe(0);
      expect(
        (await scrapeMetrics(projector)).get(
          `rapporteur_projection_applied_events_total{${TIMELINE_0}}`,
        ),
      ).toBe(3);
    },
    TIMEOUT_MS,
  );

  it(
    'never show one that hangs as one without lag, and answer 503 meanwhile instead of what is old',
    async () => {
      const { position: stood } = await timeline();
      projector.suspend();
      const position = await recorded(first, body('frozen'));
      const late = await ask(`collections/sco/bodies/frozen?position=${position}`, 'wait=1');
      expect(late).toMatchObject({
        status: 503,
        body: { code: 'POSITION_NOT_REACHED', position: stood, wanted: position },
      });
      expect(late.headers.get('retry-after')).toBe('1');
      await expect
        .poll(timeline, PATIENCE)
        .toMatchObject({ state: 'stopped', reason: { code: 'PROJECTION_SILENT' }, lagEvents: 1 });
      expect(await sample(`rapporteur_projection_lag_events{${TIMELINE_0}}`)).toBe(1);

      projector.resume();
      const found = await ask(`collections/sco/bodies/frozen?position=${position}`);
      expect(found).toMatchObject({ status: 200, body: { data: { name: 'frozen' } } });
      await expect.poll(timeline, PATIENCE).toMatchObject({ state: 'live', lagEvents: 0 });
    },
    TIMEOUT_MS,
  );

  it(
    'do not know the lag of a read model that nobody has begun to make',
    async () => {
      const { body: status } = await ask('status');
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
    'tell how far a rebuild is that was broken off',
    async () => {
      const rebuilt = `rapporteur_projection_rebuild_events{${TIMELINE_0}}`;
      expect(await sample(rebuilt)).toBeUndefined();
      await breakOffRebuild();
      const { position } = await timeline();
      expect(await sample(rebuilt)).toBe(Number(position?.split(':')[1]) + 1);
      const rebuilding = `rapporteur_projection_state{${TIMELINE_0},state="rebuilding"}`;
      expect(await sample(rebuilding)).toBe(0);
      await holdRight(async () => expect(await sample(rebuilding)).toBe(1));
    },
    TIMEOUT_MS,
  );

  it(
    'record every metric that is declared',
    async () => {
      // What goes well was driven above; now what does not.
      first.suspend();
      await recorded(second, body('taken-over'));
      first.resume();
      await recorded(first, body('fenced'));
      await letNobodyIn(async () => {
        await expect
          .poll(async () => [...(await scrapeMetrics(projector)).keys()].join('\n'), PATIENCE)
          .toContain('rapporteur_projection_faults_total{');
        expect(await readiness(projector)).toBe(503);
      });
      await expect.poll(() => readiness(projector), PATIENCE).toBe(200);

      const scrapes = await Promise.all(
        [first, second, projector, queries].map((app) => scrapeMetrics(app)),
      );
      const samples = scrapes.flatMap((each) => [...each]);
      const never = Object.values(METRICS)
        .flatMap((room) => Object.values<MetricSpec>(room))
        .filter((spec) => !isRecorded(spec, samples));
      expect(never.map(({ name }) => name)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

/** A counter has counted and a histogram has observed something; a gauge, which may well be 0, was set. */
function isRecorded(
  { name, type }: MetricSpec,
  samples: readonly (readonly [string, number])[],
): boolean {
  const told = type === 'histogram' ? `${name}_count` : name;
  return samples.some(
    ([sample, value]) => sample.split('{')[0] === told && (type === 'gauge' || value > 0),
  );
}

/** Rebuilds the timeline until all is loaded, and leaves it there. */
async function breakOffRebuild(): Promise<void> {
  const dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
  const eventLog = await openEventLog(log);
  const stop = new AbortController();
  const rebuilding = rebuild({
    projection: TIMELINE,
    catalogue: CATALOGUE,
    log: eventLog,
    dataSource,
    owner: 'broken-off',
    signal: stop.signal,
    onProgress: ({ phase }) => {
      if (phase === 'indexing') stop.abort(new Error('broken off'));
    },
  });
  await expect(rebuilding).rejects.toThrow('broken off');
  await eventLog.close();
  await dataSource.destroy();
}

/** Has the right to rebuild the timeline, as whoever is at it has. */
async function holdRight(meanwhile: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    await client.query(
      `SELECT pg_advisory_lock(hashtextextended('rapporteur.generations.timeline', 0))`,
    );
    await meanwhile();
  } finally {
    await client.end();
  }
}

const readiness = async ({ url }: AppProcess): Promise<number> =>
  (await fetch(`${url}/health/ready`)).status;

/** Breaks every connection to the read models, and lets nobody in while something is looked at. */
async function letNobodyIn(meanwhile: () => Promise<void>): Promise<void> {
  const name = new URL(postgres.url).pathname.slice(1);
  const client = new Client({ connectionString: log });
  await client.connect();
  try {
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1',
      [name],
    );
    await meanwhile();
  } finally {
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await client.end();
  }
}
