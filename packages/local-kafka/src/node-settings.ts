/** The ports of one node, which is broker and controller at once. */
export interface NodePorts {
  readonly broker: number;
  readonly controller: number;
}

/** Settings of Kafka's server.properties, by name. */
export type KafkaSettings = Readonly<Record<string, string | number>>;

const HOST = '127.0.0.1';

/** Returns the address at which clients reach a node. */
export function nodeAddress({ broker }: NodePorts): string {
  return `${HOST}:${broker}`;
}

/** Returns the settings of node `index`, from 0, of a cluster. `overrides` replace the defaults. */
export function nodeSettings(
  nodes: readonly NodePorts[],
  index: number,
  overrides: KafkaSettings,
): KafkaSettings {
  const ports = nodes[index];
  if (!ports) throw new RangeError(`Node ${index} does not exist.`);
  const broker = `PLAINTEXT://${nodeAddress(ports)}`;
  const replicas = Math.min(nodes.length, 3);
  const inSync = Math.min(replicas, 2);
  return {
    'process.roles': 'broker,controller',
    'node.id': index + 1,
    'controller.quorum.voters': nodes
      .map(({ controller }, node) => `${node + 1}@${HOST}:${controller}`)
      .join(','),
    'controller.listener.names': 'CONTROLLER',
    listeners: `${broker},CONTROLLER://${HOST}:${ports.controller}`,
    'advertised.listeners': broker,
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'auto.create.topics.enable': 'false',
    'default.replication.factor': replicas,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': inSync,
    'transaction.state.log.num.partitions': 4,
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': inSync,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1_000,
    // Tests wait until a lost node is detected.
    'broker.session.timeout.ms': 3_000,
    'broker.heartbeat.interval.ms': 500,
    // Tests create hundreds of small topics, and index files are mapped at full size.
    'log.index.size.max.bytes': 1_048_576,
    ...overrides,
  };
}

/** Returns the text of server.properties. */
export function formatProperties(settings: KafkaSettings): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
