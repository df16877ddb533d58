import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SOURCE_FLAGS } from '@rapporteur/source-loader';
import { describe, expect, it } from 'vitest';

const MODULE = JSON.stringify(new URL('stop-deadline.ts', import.meta.url).href);

/** Runs a program that starts its deadline and then does something. Returns how it ended. */
async function run(then: string): Promise<readonly unknown[]> {
  const program = `
    import { startStopDeadline } from ${MODULE};
    const onLate = () => console.log('late');
    startStopDeadline({ exitCode: 1, onLate, exitMs: 300, killMs: 1_000 });
    ${then}`;
  const flags = [...SOURCE_FLAGS, '--input-type=module', '--eval', program];
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'inherit', 'inherit'] });
  return once(child, 'exit');
}

describe('A process that stops', { timeout: 30_000 }, () => {
  it('ends by itself while something keeps it alive', async () =>
    expect(await run('setInterval(() => {}, 1_000);')).toEqual([1, null]));

  it('is killed while its event loop is busy', async () =>
    expect(await run('for (;;) Math.random();')).toEqual([null, 'SIGKILL']));

  it('ends at once if nothing keeps it alive', async () => {
    const startedMs = performance.now();
    expect(await run('')).toEqual([0, null]);
    expect(performance.now() - startedMs).toBeLessThan(20_000);
  });
});
