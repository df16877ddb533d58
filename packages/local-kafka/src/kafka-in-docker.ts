import { createHash } from 'node:crypto';
import { findFreePorts } from './free-ports.ts';
import { waitUntilReady } from './readiness.ts';

/** A running Kafka container. */
export interface KafkaInDocker {
  readonly address: string;
  readonly image: string;
  stop(): Promise<void>;
}

const IMAGE = 'apache/kafka:4.2.1';
const BROKER_PORT = 9092;
/** The folder that the image's account may write. */
const DATA = '/var/lib/kafka/data';
/** The time limit for pulling and starting the image. */
const START_TIMEOUT_MS = 120_000;

/** Returns true if a Docker engine responds. */
export async function isDockerAvailable(): Promise<boolean> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  return getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
}

/**
 * Starts one broker in a container. With `dataFolder`, a volume named after that folder keeps its
 * data.
 */
export async function startKafkaInDocker(dataFolder: string | undefined): Promise<KafkaInDocker> {
  const { GenericContainer, Wait } = await import('testcontainers');
  // A broker advertises its address, so the port must be known before it starts.
  const [port = BROKER_PORT] = await findFreePorts(1);
  const volumes =
    dataFolder === undefined ? [] : [{ source: volumeName(dataFolder), target: DATA }];
  const container = await new GenericContainer(IMAGE)
    .withEnvironment(createEnvironment(`localhost:${port}`))
    .withBindMounts(volumes)
    .withExposedPorts({ container: BROKER_PORT, host: port })
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(START_TIMEOUT_MS)
    .start();
  const address = `${container.getHost()}:${port}`;
  await waitUntilReady(address);
  return { address, image: IMAGE, stop: async () => void (await container.stop()) };
}

function volumeName(folder: string): string {
  return `rapporteur-kafka-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
}

// The image's default is three replicas of the transaction state: a single broker would never
// assign a producer id.
function createEnvironment(advertised: string): Record<string, string> {
  const settings = {
    NODE_ID: '1',
    PROCESS_ROLES: 'broker,controller',
    CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    LISTENERS: `PLAINTEXT://:${BROKER_PORT},CONTROLLER://:9093`,
    ADVERTISED_LISTENERS: `PLAINTEXT://${advertised}`,
    LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
    AUTO_CREATE_TOPICS_ENABLE: 'false',
    OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    TRANSACTION_STATE_LOG_MIN_ISR: '1',
    SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
    SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '1',
    GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    LOG_DIRS: DATA,
  };
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [`KAFKA_${name}`, value]),
  );
}
