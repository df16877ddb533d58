import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SOURCE_FLAGS } from '@rapporteur/source-loader';
import { describe, expect, it } from 'vitest';
import { startLocalKafka } from './start-local-kafka.ts';
import { findLocalKafkaTools } from './tools.ts';
import { fetchClusterNodes } from './wire-request.ts';

const missing = await findLocalKafkaTools();
const reason = typeof missing === 'string' ? missing : '';

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}

/** Starts a process that starts a Kafka, prints its process id, and waits. */
async function starter(folder: string): Promise<{ child: ChildProcess; pid: number }> {
  const program = `
    import { startLocalKafka } from '@rapporteur/local-kafka';
    const kafka = await startLocalKafka();
    console.log(kafka.nodes[0].pid);
    setInterval(() => undefined, 1000);`;
  const flags = [...SOURCE_FLAGS, '--input-type=module'];
  const child = spawn(process.execPath, [...flags, '-e', program], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, pid: Number(line.toString()) };
}

describe.skipIf(reason !== '')(`A local Kafka${reason ? ` (skipped: ${reason})` : ''}`, () => {
  it('responds, restarts after a crash, and leaves nothing behind', async () => {
    const kafka = await startLocalKafka();
    const [node] = kafka.nodes;
    const [address] = kafka.brokers;
    if (!node || address === undefined) throw new Error('it has no node');
    expect(await fetchClusterNodes(address)).toEqual([{ id: 1, address }]);
    const before = node.pid;
    await node.kill();
    await expect(fetchClusterNodes(address)).rejects.toThrow('ECONNREFUSED');
    await node.restart();
    expect(node.pid).not.toBe(before);
    expect(await fetchClusterNodes(address)).toEqual([{ id: 1, address }]);
    await kafka.stop();
    expect(alive(node.pid)).toBe(false);
  }, 120_000);

  it('does not outlive the process that started it, even if that was killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rapporteur-test-'));
    const { child, pid } = await starter(folder);
    expect(alive(pid)).toBe(true);
    child.kill('SIGKILL');
    await until(() => !alive(pid));
    await until(() => readdirSync(folder).length === 0);
    await rmdir(folder);
  }, 120_000);
});
