import type { KafkaNode } from '@rapporteur/local-kafka';
import type { Fault } from '../fault.ts';
import type { Stage } from '../stage.ts';

async function crash(nodes: readonly KafkaNode[]): Promise<void> {
  await Promise.all(nodes.map((node) => node.kill()));
  await Promise.all(nodes.map((node) => node.restart()));
}

/** The only broker is killed and started again. */
export const lostBroker: Fault = {
  name: 'the only broker is killed and started again',
  async strike(stage) {
    await stage.load.more(20);
    await crash(stage.brokers.kafka.nodes);
    await stage.load.more(20);
  },
};

/** The leader of a partition is lost; then who gives out epochs, as its writer is killed; then all three at once. */
export const lostBrokers: Fault = {
  name: 'of three brokers the leader, the coordinator and all at once are killed',
  stage: { nodes: 3, partitions: 2 },
  async strike(stage) {
    await loseOne(stage, await stage.brokers.leaderOf(stage.topic, 0));
    const coordinator = await stage.brokers.coordinatorOf(stage.topic, 0);
    const writer = stage.ownerOf(0);
    await writer.kill();
    stage.kills += 1;
    await loseOne(stage, coordinator);
    await writer.start();
    await stage.load.more(20);
    await crash(stage.brokers.kafka.nodes);
    await stage.load.more(20);
  },
};

async function loseOne({ brokers, load, topic }: Stage, node: KafkaNode): Promise<void> {
  await brokers.untilInSync(topic);
  await load.more(20);
  await node.kill();
  await load.more(20);
  await node.restart();
  await load.more(10);
  await brokers.untilInSync(topic);
}
