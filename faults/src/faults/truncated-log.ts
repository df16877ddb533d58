import { cp, rm } from 'node:fs/promises';
import { createHttpSubmitter } from '@rapporteur/testing/history';
import type { PlantedFault } from '../planted-fault.ts';
import type { FaultFixture } from '../fault-fixture.ts';
import { waitUntil } from './take-over.ts';

/** The brokers come back with an old copy of their data: what was acknowledged since is gone, and nobody goes on. */
export const truncatedLog: PlantedFault = {
  name: 'the log loses its tail, which is noticed and refused, and gets it back',
  fixture: { nodes: 1, partitions: 1 },
  async run(stage) {
    const [node] = stage.brokers.kafka.nodes;
    if (node === undefined) throw new Error('there is no broker');
    const { dataFolder } = stage.brokers;
    await stage.load.waitForRecorded(20);
    await stage.load.pause();
    await node.kill();
    await cp(dataFolder, `${dataFolder}.early`, { recursive: true });
    await node.restart();
    stage.load.resume();
    await stage.load.waitForRecorded(20);
    await stage.load.pause();
    // Whoever has not read the tail cannot miss it.
    await waitUntil('every instance has read the tail', () => haveReadAlike(stage));
    await node.kill();
    await cp(dataFolder, `${dataFolder}.late`, { recursive: true });
    await putBack(dataFolder, 'early');
    await node.restart();
    await expectRefused(stage);
    await node.kill();
    await putBack(dataFolder, 'late');
    await node.restart();
    await startAnew(stage);
    stage.load.resume();
    await stage.load.waitForRecorded(20);
  },
};

async function putBack(dataFolder: string, copy: string): Promise<void> {
  await rm(dataFolder, { recursive: true });
  await cp(`${dataFolder}.${copy}`, dataFolder, { recursive: true });
}

async function haveReadAlike({ instances }: FaultFixture): Promise<boolean> {
  const read = await Promise.all(instances.map(({ url }) => eventsRead(url)));
  return new Set(read).size === 1 && read[0] !== undefined;
}

/** How many events of the partition an instance holds in memory. */
async function eventsRead(url: string): Promise<string | undefined> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return /^rapporteur_partition_events\{[^}]*\} (\d+)$/m.exec(metrics)?.[1];
}

/** Writers record nothing more, or have ended; and readers say why they stopped. */
async function expectRefused(stage: FaultFixture): Promise<void> {
  const body = {
    collection: 'refused',
    title: 'Refused',
    rootBody: { body: 'x', name: 'X', kind: 'organization' },
  };
  for (const { name, url } of stage.instances) {
    const answer = await createHttpSubmitter(url)({ name: 'OpenCollection', body }).catch(
      () => undefined,
    );
    if (answer !== undefined && answer.kind !== 'unavailable' && answer.kind !== 'unknown')
      throw new Error(`${name} answered ${answer.kind} on a log that has lost its tail`);
  }
  await waitUntil('a follower notices', () => stage.logMonitor.errors.some(isTailLost));
  const stopped = (): boolean =>
    [...stage.readModels.reports.values()].every((reports) =>
      reports.some(
        (report) => report.kind === 'stopped' && report.reason.code === 'PROJECTION_LOG_SHORTER',
      ),
    );
  await waitUntil('every projector stops', stopped);
  const other = stage.logMonitor.errors.filter((fault) => !isTailLost(fault));
  if (other.length > 0) throw new Error(`a follower met something else: ${String(other[0])}`);
}

function isTailLost(fault: unknown): boolean {
  return (fault as { code?: string }).code === 'LOG_TAIL_LOST';
}

/** As an operator does once the log is whole again. */
async function startAnew(stage: FaultFixture): Promise<void> {
  await Promise.all(stage.instances.map((instance) => instance.kill()));
  await Promise.all(stage.instances.map((instance) => instance.start()));
  await stage.readModels.restart();
  stage.logMonitor.errors.length = 0;
}
