import { cp, rm } from 'node:fs/promises';
import { waitUntil } from '@rapporteur/testing';
import { createHttpSubmitter } from '@rapporteur/testing/history';
import type { FaultFixture } from '../fault-fixture.ts';
import type { FaultScenario } from '../fault-scenario.ts';

/**
 * The broker restarts with an old copy of its data, without acknowledged events. Writers and
 * readers must stop.
 */
export const truncatedLog: FaultScenario = {
  name: 'the log loses its tail, writers and readers stop, and the tail is restored',
  fixture: { nodes: 1, partitions: 1 },
  async run(fixture) {
    const { load, brokers } = fixture;
    const { dataFolder } = brokers;
    const [node] = brokers.kafka.nodes;
    if (node === undefined) throw new Error('The cluster has no broker.');

    await load.waitForRecorded(20);
    await load.pause();
    await node.kill();
    await cp(dataFolder, `${dataFolder}.early`, { recursive: true });
    await node.restart();
    load.resume();

    await load.waitForRecorded(20);
    await load.pause();
    // An instance that has not read the tail cannot detect its loss.
    await waitUntil(() => haveSameEventCount(fixture), {
      condition: 'every instance has read the tail',
      timeoutMs: 60_000,
    });
    await node.kill();
    await cp(dataFolder, `${dataFolder}.late`, { recursive: true });
    await restoreCopy(dataFolder, 'early');
    await node.restart();
    await expectStopped(fixture);

    await node.kill();
    await restoreCopy(dataFolder, 'late');
    await node.restart();
    await restartAll(fixture);
    load.resume();
    await load.waitForRecorded(20);
  },
};

async function restoreCopy(dataFolder: string, copy: string): Promise<void> {
  await rm(dataFolder, { recursive: true });
  await cp(`${dataFolder}.${copy}`, dataFolder, { recursive: true });
}

async function haveSameEventCount({ instances }: FaultFixture): Promise<boolean> {
  const counts = await Promise.all(instances.map(({ url }) => readEventCount(url)));
  return new Set(counts).size === 1 && counts[0] !== undefined;
}

/** Returns the number of events in the partition state of an instance. */
async function readEventCount(url: string): Promise<string | undefined> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return /^rapporteur_partition_events\{[^}]*\} (\d+)$/m.exec(metrics)?.[1];
}

/** Throws if an instance records a command, or if a reader does not stop with the right error. */
async function expectStopped({ instances, logMonitor, readModels }: FaultFixture): Promise<void> {
  const body = {
    collection: 'refused',
    title: 'Refused',
    rootBody: { body: 'x', name: 'X', kind: 'organization' },
  };
  for (const { name, url } of instances) {
    const submit = createHttpSubmitter(url);
    const response = await submit({ name: 'OpenCollection', body }).catch(() => undefined);
    if (response !== undefined && response.kind !== 'unavailable' && response.kind !== 'unknown')
      throw new Error(`${name} returned ${response.kind} although the log has lost its tail.`);
  }

  await waitUntil(() => logMonitor.errors.some(isTailLost), {
    condition: 'a follower detects the loss',
    timeoutMs: 60_000,
  });
  const hasStopped = (): boolean =>
    [...readModels.reports.values()].every((reports) =>
      reports.some(
        (report) => report.kind === 'stopped' && report.reason.code === 'PROJECTION_LOG_SHORTER',
      ),
    );
  await waitUntil(hasStopped, { condition: 'every projector stops', timeoutMs: 60_000 });

  const otherErrors = logMonitor.errors.filter((error) => !isTailLost(error));
  if (otherErrors.length > 0)
    throw new Error(`A follower failed with another error: ${String(otherErrors[0])}`);
}

function isTailLost(error: unknown): boolean {
  return (error as { code?: string }).code === 'LOG_TAIL_LOST';
}

/** Restarts everything, as an operator does when the log is complete again. */
async function restartAll({ instances, logMonitor, readModels }: FaultFixture): Promise<void> {
  await Promise.all(instances.map((instance) => instance.kill()));
  await Promise.all(instances.map((instance) => instance.start()));
  await readModels.restart();
  logMonitor.errors.length = 0;
}
