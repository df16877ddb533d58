import type { KafkaNode } from '@rapporteur/local-kafka';
import type { PlantedFault } from '../planted-fault.ts';
import type { FaultFixture } from '../fault-fixture.ts';

async function crash(nodes: readonly KafkaNode[]): Promise<void> {
  await Promise.all(nodes.map((node) => node.kill()));
  await Promise.all(nodes.map((node) => node.restart()));
}

/** The only broker is killed and started again. */
export const killedBroker: PlantedFault = {
  name: 'the only broker is killed and started again',
  async run(stage) {
    await stage.load.waitForRecorded(20);
    await crash(stage.brokers.kafka.nodes);
    await stage.load.waitForRecorded(20);
  },
};

/** The leader of a partition is lost; then who gives out epochs, as its writer is killed; then all three at once. */
export const killedBrokers: PlantedFault = {
  name: 'of three brokers the leader, the coordinator and all at once are killed',
  fixture: { nodes: 3, partitions: 2 },
  async run(stage) {
    await loseOne(stage, await stage.brokers.findLeader(stage.topic, 0));
    const coordinator = await stage.brokers.findCoordinator(stage.topic, 0);
    const writer = stage.findOwner(0);
    await writer.kill();
    stage.kills += 1;
    await loseOne(stage, coordinator);
    await writer.start();
    await stage.load.waitForRecorded(20);
    await crash(stage.brokers.kafka.nodes);
    await stage.load.waitForRecorded(20);
  },
};

async function loseOne({ brokers, load, topic }: FaultFixture, node: KafkaNode): Promise<void> {
  await brokers.waitUntilInSync(topic);
  await load.waitForRecorded(20);
  await node.kill();
  await load.waitForRecorded(20);
  await node.restart();
  await load.waitForRecorded(10);
  await brokers.waitUntilInSync(topic);
}
