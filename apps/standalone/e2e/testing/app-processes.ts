/** The apps in their own processes, as in a distributed deployment, and their metrics. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type ProcessResult, waitForExit, startProgram } from './processes.ts';

/** An app that runs in its own process. */
export type AppName = 'command-service' | 'query-service' | 'projector-timeline';

/** A running app. */
export interface AppProcess {
  readonly url: string;
  /** Kills it with SIGKILL. */
  kill(): Promise<void>;
  /** Suspends it with SIGSTOP, like a machine that hangs. */
  suspend(): void;
  /** Resumes it with SIGCONT. */
  resume(): void;
}

/** The apps of one suite. All of them are killed at its end. */
export class AppProcesses implements AsyncDisposable {
  readonly #settings: NodeJS.ProcessEnv;
  readonly #running: AppProcess[] = [];

  constructor(settings: NodeJS.ProcessEnv) {
    this.#settings = settings;
  }

  /** Starts an app. Resolves when it is ready. */
  async start(app: AppName, settings: NodeJS.ProcessEnv = {}): Promise<AppProcess> {
    const main = fileURLToPath(new URL(`../../../${app}/src/main.ts`, import.meta.url));
    const child = startProgram(main, [], {
      RAPPORTEUR_PORT: '0',
      RAPPORTEUR_LOG_LEVEL: 'info',
      ...this.#settings,
      ...settings,
    });
    const ended = waitForExit(child);
    const url = readUrl(child.stderr);
    const first = await Promise.race([url, ended]);
    if (typeof first !== 'string') throw new Error(`${app} did not start: ${formatResult(first)}`);
    const end = async (): Promise<void> => {
      child.kill('SIGKILL');
      await ended;
    };
    const running: AppProcess = {
      url: first,
      kill: end,
      suspend: () => void child.kill('SIGSTOP'),
      resume: () => void child.kill('SIGCONT'),
    };
    this.#running.push(running);
    return running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#running.map((app) => app.kill()));
  }
}

async function readUrl(log: NodeJS.ReadableStream | null): Promise<string> {
  if (log === null) throw new TypeError('The log of an app must be a pipe.');
  for await (const line of createInterface({ input: log })) {
    const url = /"url":"([^"]+)"/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  // The caller also waits for the end of the process.
  return Promise.withResolvers<never>().promise;
}

function formatResult({ exit, signal, out, err }: ProcessResult): string {
  return `exit ${exit}, signal ${signal}\n${out}${err}`;
}

/** Returns a port that is free now. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}

/** Returns the Prometheus samples of an app, by `name{labels}`. */
export async function scrapeMetrics({ url }: AppProcess): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}
