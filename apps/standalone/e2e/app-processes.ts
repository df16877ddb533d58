/** The apps as processes of their own, as a large installation runs them, and what Prometheus reads of them. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type ProcessResult, waitForExit, startProgram } from './processes.ts';

/** An app that runs apart. */
export type AppName = 'command-service' | 'query-service' | 'projector-timeline';

/** One app, running. */
export interface AppProcess {
  readonly url: string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Stops it in the middle of whatever it does, as a machine does that hangs. */
  suspend(): void;
  /** Lets it go on, as if nothing had been. */
  resume(): void;
}

/** The apps of one suite: all of them are gone at its end. */
export class AppProcesses implements AsyncDisposable {
  readonly #settings: NodeJS.ProcessEnv;
  readonly #running: AppProcess[] = [];

  constructor(settings: NodeJS.ProcessEnv) {
    this.#settings = settings;
  }

  /** Starts an app; resolves when it answers. */
  async start(app: AppName, settings: NodeJS.ProcessEnv = {}): Promise<AppProcess> {
    const main = fileURLToPath(new URL(`../../${app}/src/main.ts`, import.meta.url));
    const child = startProgram(main, [], {
      RAPPORTEUR_PORT: '0',
      RAPPORTEUR_LOG_LEVEL: 'info',
      ...this.#settings,
      ...settings,
    });
    const ended = waitForExit(child);
    const url = urlSaid(child.stderr);
    const first = await Promise.race([url, ended]);
    if (typeof first !== 'string') throw new Error(`${app} did not come up: ${sayEnd(first)}`);
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

async function urlSaid(said: NodeJS.ReadableStream | null): Promise<string> {
  if (said === null) throw new TypeError('what an app says is a pipe');
  for await (const line of createInterface({ input: said })) {
    const url = /"url":"([^"]+)"/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  // Whoever waits learns how it ended.
  return Promise.withResolvers<never>().promise;
}

function sayEnd({ exit, signal, out, err }: ProcessResult): string {
  return `exit ${exit}, signal ${signal}\n${out}${err}`;
}

/** A port that is free now. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

/** What an app tells Prometheus: samples by `name{labels}`, as they are printed. */
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
