import { once } from 'node:events';
import { mkdtempDisposable } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tryStartServer } from './testing/processes.ts';

const LINE = /^\[\d\d:\d\d:\d\d\] INFO: \w+: keeps \w+ up to date$/;

/** Starts standalone on a port that another server has, and returns its exit and output. */
async function startOnTakenPort(data: string, settings: NodeJS.ProcessEnv) {
  await using other = createServer();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const result = await tryStartServer({
    RAPPORTEUR_DATA: data,
    RAPPORTEUR_PORT: String(port),
    RAPPORTEUR_LOG_LEVEL: 'info',
    ...settings,
  });
  if (!('exit' in result)) throw new Error('The server started.');
  return { exit: result.exit, lines: result.err.trimEnd().split('\n'), port };
}

describe('The messages of a start on a taken port', { timeout: 120_000 }, () => {
  it('are short lines, and name the port once', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'rapporteur-log-'));
    const text = await startOnTakenPort(folder.path, { RAPPORTEUR_LOG_FORMAT: 'text' });
    expect(text.lines.at(-1)).toMatch(new RegExp(`^Port ${text.port} of 127.0.0.1 is in use. `));
    // The read models have stopped before their database.
    for (const line of text.lines.slice(0, -1)) expect(line).toMatch(LINE);
    expect(text.lines.length).toBeLessThan(6);

    const piped = await startOnTakenPort(folder.path, {});
    expect(piped).toMatchObject({ exit: text.exit });
    for (const line of piped.lines.slice(0, -1))
      expect(JSON.parse(line)).toMatchObject({ level: 30, msg: expect.any(String) });
  });
});
