/**
 * Thousands of bad requests and command lines, made from the OpenAPI document and from the list of
 * commands: no error of the server, no stack, no answer that takes long. One seed gives the same
 * inputs on every machine.
 */
import { usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type BadRequest,
  type DescribedApi,
  listBadCommandLines,
  listBadRequests,
} from './testing/bad-inputs.ts';
import { runCommandLine } from './testing/command-line.ts';
import { RecordFixture, type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

const SEED = 44;
const ANSWER_MS_MAX = 5_000;
const CONCURRENT = 4;
/** A stack, a path of this machine, or the word of a runtime that no user should read. */
const INTERNAL = /\bat \S+ \(|node_modules|file:\/\/|\.ts:\d+|TypeError|QueryFailedError/;

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;
let record: RecordFixture | undefined;

beforeAll(async () => {
  rapporteur = await startInProcess(postgres.url, undefined);
  record = await RecordFixture.create(rapporteur);
});
afterAll(() => record?.stop());

const getUrl = (): string => rapporteur?.url ?? '';

interface Fault {
  readonly request: string;
  readonly fault: string;
}

/** Runs work on all items, some at a time. Returns the faults that it found. */
async function findFaults<T>(
  items: readonly T[],
  find: (item: T) => Promise<string | undefined>,
  describe: (item: T) => string,
): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  const rest = items.values();
  const work = async (): Promise<void> => {
    for (const item of rest) {
      const fault = await find(item);
      if (fault !== undefined) faults.push({ request: describe(item).slice(0, 300), fault });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, work));
  return faults;
}

async function findFaultOfRequest(request: BadRequest): Promise<string | undefined> {
  const { method, path, headers, body, described } = request;
  const startedAt = performance.now();
  const response = await fetch(`${getUrl()}${path}`, {
    method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(2 * ANSWER_MS_MAX),
    ...(body === undefined ? {} : { body }),
  }).catch((error: unknown) => String(error));
  if (typeof response === 'string') return response;
  const text = await response.text();
  const durationMs = performance.now() - startedAt;

  if (durationMs > ANSWER_MS_MAX) return `took ${Math.round(durationMs)} ms`;
  const isDescribed503 = response.status === 503 && described.includes('503');
  if (response.status >= 500 && !isDescribed503) return `${response.status} ${text.slice(0, 300)}`;
  if (response.status < 400) return undefined;
  if (INTERNAL.test(text)) return `${response.status} with ${INTERNAL.exec(text)?.[0]}`;
  const type = response.headers.get('content-type') ?? '';
  return type.startsWith('application/problem+json') || text === ''
    ? undefined
    : `${response.status} as ${type}`;
}

it('answers bad requests of every route with a problem, quickly, and stays up', async () => {
  const api = (await (await fetch(`${getUrl()}/openapi.json`)).json()) as DescribedApi;
  const routes = Object.values(api.paths).flatMap((operations) => Object.keys(operations)).length;
  const requests = listBadRequests(api, { perRoute: Math.ceil(2_000 / routes), seed: SEED });
  expect(requests.length).toBeGreaterThanOrEqual(2_000);

  const faults = await findFaults(
    requests,
    findFaultOfRequest,
    ({ method, path, body = '' }) => `${method} ${path} ${body.slice(0, 200)}`,
  );
  expect(faults).toEqual([]);
  expect((await record?.query('meetings'))?.status).toBe(200);
}, 120_000);

it('ends bad command lines of every command with a message and an exit code', async () => {
  const lines = listBadCommandLines({ perCommand: 4, seed: SEED });
  expect(lines.length).toBeGreaterThan(100);
  const faults = await findFaults(
    lines,
    async (line) => {
      const { exitCode, err } = await runCommandLine(getUrl(), line);
      if (exitCode === 0) return undefined;
      if (err.trim() === '') return `exit code ${exitCode} without a message`;
      return INTERNAL.test(err) ? `${INTERNAL.exec(err)?.[0]} in ${err.slice(0, 300)}` : undefined;
    },
    (line) => line.join(' '),
  );
  expect(faults).toEqual([]);
}, 120_000);
