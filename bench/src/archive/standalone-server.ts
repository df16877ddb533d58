import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

// The build is measured, as it is shipped.
const MAIN = fileURLToPath(new URL('../../../apps/standalone/dist/main.js', import.meta.url));

interface ServerReady {
  readonly ready: { readonly url: string; readonly databaseFolder: string };
}

/** Standalone as shipped, on its embedded Postgres, in its own process. */
export class StandaloneServer {
  readonly url: string;
  readonly databaseFolder: string;
  readonly pid: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, { ready }: ServerReady) {
    this.#child = child;
    this.pid = child.pid ?? 0;
    this.url = ready.url;
    this.databaseFolder = ready.databaseFolder;
  }

  /** Starts a server on a data folder. Resolves when it is ready. */
  static async start(dataFolder: string): Promise<StandaloneServer> {
    const { RAPPORTEUR_LOG: _log, RAPPORTEUR_DATABASE: _database, ...env } = process.env;
    const settings = { RAPPORTEUR_DATA: dataFolder, RAPPORTEUR_PORT: '0' };
    const child = fork(MAIN, {
      execArgv: ['--max-semi-space-size=16'],
      env: { ...env, ...settings, RAPPORTEUR_LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = once(child, 'exit').then(() => {
      throw new Error('Standalone ended before it was ready.');
    });
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [ServerReady];
    ended.catch(() => undefined);
    return new StandaloneServer(child, message);
  }

  /** Sends a command. Throws an Error if it is not recorded. */
  async send({ name, body }: { readonly name: string; readonly body: unknown }): Promise<void> {
    const response = await fetch(`${this.url}/v1/commands/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${text}`);
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill(signal);
    await exited;
  }
}
