import type { KafkaNode } from '@rapporteur/local-kafka';
import type { FaultFixture } from '../fault-fixture.ts';
import type { FaultScenario } from '../fault-scenario.ts';

async function killAndRestart(nodes: readonly KafkaNode[]): Promise<void> {
  await Promise.all(nodes.map((node) => node.kill()));
  await Promise.all(nodes.map((node) => node.restart()));
}

/** The only broker is killed and started again. */
export const killedBroker: FaultScenario = {
  name: 'the only broker is killed and started again',
  async run({ load, brokers }) {
    await load.waitForRecorded(20);
    await killAndRestart(brokers.kafka.nodes);
    await load.waitForRecorded(20);
  },
};

/**
 * Kills the leader of a partition; then the coordinator together with the writer; then all brokers
 * at once.
 */
export const killedBrokers: FaultScenario = {
  name: 'of three brokers the leader, the coordinator and all at once are killed',
  fixture: { nodes: 3, partitions: 2 },
  async run(fixture) {
    const { load, brokers, topic } = fixture;
    await killOne(fixture, await brokers.findLeader(topic, 0));

    const coordinator = await brokers.findCoordinator(topic, 0);
    const writer = fixture.findOwner(0);
    await writer.kill();
    fixture.kills += 1;
    await killOne(fixture, coordinator);
    await writer.start();
    await load.waitForRecorded(20);

    await killAndRestart(brokers.kafka.nodes);
    await load.waitForRecorded(20);
  },
};

async function killOne({ brokers, load, topic }: FaultFixture, node: KafkaNode): Promise<void> {
  await brokers.waitUntilInSync(topic);
  await load.waitForRecorded(20);
  await node.kill();
  await load.waitForRecorded(20);
  await node.restart();
  await load.waitForRecorded(10);
  await brokers.waitUntilInSync(topic);
}
