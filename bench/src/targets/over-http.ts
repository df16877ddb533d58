import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import type { BenchmarkTargetFactory } from '../target.ts';
import type { CommandInput, TargetCommand } from '../target-input.ts';

// The build is measured, as it is shipped.
const MAIN = fileURLToPath(new URL('../../../apps/command-service/dist/main.js', import.meta.url));
const CONNECTIONS_MAX = 256;

async function startService(log: string) {
  const env = {
    ...process.env,
    RAPPORTEUR_LOG: log,
    RAPPORTEUR_PORT: '0',
    RAPPORTEUR_LOG_LEVEL: 'info',
  };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  for await (const line of createInterface({ input: child.stderr })) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (url === undefined) continue;
    child.stderr.resume();
    return { url, child };
  }
  throw new Error('The command service did not start.');
}

/** The write path over HTTP: a command service in its own process, and one request per command. */
export function createHttpTarget(log: string, input: CommandInput): BenchmarkTargetFactory {
  return async () => {
    const { url, child } = await startService(log);
    const pool = new Pool(url, { connections: CONNECTIONS_MAX });
    const post = async ({ name, body }: TargetCommand): Promise<void> => {
      const request = {
        path: `/v1/commands/${name}`,
        method: 'POST',
        body: JSON.stringify(body),
      } as const;
      const response = await pool.request({
        ...request,
        headers: { 'content-type': 'application/json' },
      });
      const text = await response.body.text();
      if (response.statusCode !== 200) throw new Error(`${response.statusCode}: ${text}`);
    };
    for (const command of input.setup) await post(command);
    return {
      pid: child.pid,
      record: () => post(input.takeCommand()),
      async close() {
        await pool.close();
        // It may have ended already.
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGTERM');
        await once(child, 'exit');
      },
    };
  };
}
