import { freePorts, startLocalKafka, untilReady } from '@rapporteur/local-kafka';

/** A Kafka for one run of the tests. */
export interface KafkaServer {
  readonly brokers: readonly string[];
  /** Which one it is, for the summary. */
  readonly kind: string;
  stop(): Promise<void>;
}

const IMAGE = 'apache/kafka:4.2.1';
const BROKER_PORT = 9092;
/** How long Docker may take to fetch and start the image before a local Kafka is used instead. */
const DOCKER_TIMEOUT_MS = 120_000;

/** The Kafka named in RAPPORTEUR_TEST_KAFKA, else one in Docker if an engine answers, else a local one. */
export async function startKafkaServer(): Promise<KafkaServer> {
  const named = process.env['RAPPORTEUR_TEST_KAFKA'];
  if (named) {
    const kind = 'the brokers named in RAPPORTEUR_TEST_KAFKA';
    return { brokers: named.split(','), kind, stop: () => Promise.resolve() };
  }
  return (await startInDocker()) ?? startLocally();
}

async function startLocally(): Promise<KafkaServer> {
  const kafka = await startLocalKafka();
  return { brokers: kafka.brokers, kind: 'a local Apache Kafka', stop: () => kafka.stop() };
}

async function startInDocker(): Promise<KafkaServer | undefined> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  const engine = await getContainerRuntimeClient().catch(() => undefined);
  if (!engine) return undefined;
  try {
    return await startContainer();
  } catch (error) {
    console.warn(
      `Docker answers, but ${IMAGE} cannot be started there; a local Kafka is used instead: ${String(error)}`,
    );
    return undefined;
  }
}

async function startContainer(): Promise<KafkaServer> {
  const { GenericContainer, Wait } = await import('testcontainers');
  // A broker tells its clients where it is, so the port must be known before it starts.
  const [port = BROKER_PORT] = await freePorts(1);
  const container = await new GenericContainer(IMAGE)
    .withEnvironment(environment(`localhost:${port}`))
    .withExposedPorts({ container: BROKER_PORT, host: port })
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(DOCKER_TIMEOUT_MS)
    .start();
  const address = `${container.getHost()}:${port}`;
  await untilReady(address);
  return { brokers: [address], kind: `${IMAGE} in Docker`, stop: async () => void (await container.stop()) };
}

// The image sets three replicas for the state of transactions: on one broker no producer id would ever be given out.
function environment(advertised: string): Record<string, string> {
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
  };
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [`KAFKA_${name}`, value]));
}
