import { isDockerAvailable, startKafkaInDocker } from './kafka-in-docker.ts';
import { LocalKafkaError } from './local-kafka-error.ts';
import { startLocalKafka } from './start-local-kafka.ts';

/** A Kafka that is running. */
export interface KafkaHandle {
  readonly brokers: readonly string[];
  /** A description of it, for messages. */
  readonly kind: string;
  /** Stops it, unless another program started it. */
  stop(): Promise<void>;
}

/** The options of {@link openKafka}. */
export interface OpenKafkaOptions {
  /** The brokers of a running Kafka. Nothing is started then. */
  readonly brokers?: readonly string[] | undefined;
  /** The folder that keeps the data between runs; by default they are deleted at the end. */
  readonly dataFolder?: string | undefined;
}

/**
 * Returns the given brokers; otherwise starts Kafka in Docker if Docker is available; otherwise
 * with Java and Maven.
 * @throws LocalKafkaError LOCAL_KAFKA_TOOLS_MISSING if none of them is available
 */
export async function openKafka(options: OpenKafkaOptions = {}): Promise<KafkaHandle> {
  const { brokers, dataFolder } = options;
  if (brokers !== undefined)
    return { brokers, kind: 'the configured brokers', stop: () => Promise.resolve() };
  return (await openInDocker(dataFolder)) ?? openLocally(dataFolder);
}

async function openInDocker(dataFolder: string | undefined): Promise<KafkaHandle | undefined> {
  if (!(await isDockerAvailable())) return undefined;
  try {
    const kafka = await startKafkaInDocker(dataFolder);
    return { brokers: [kafka.address], kind: `${kafka.image} in Docker`, stop: () => kafka.stop() };
  } catch (error) {
    const message = `Kafka did not start in Docker, so a local one is started: ${String(error)}`;
    process.stderr.write(`${message}\n`);
    return undefined;
  }
}

async function openLocally(dataFolder: string | undefined): Promise<KafkaHandle> {
  const options = dataFolder === undefined ? {} : { dataFolder };
  const kafka = await startLocalKafka(options).catch(explainMissingTools);
  const stop = async (): Promise<void> => {
    // A clean shutdown, so that the next start needs no recovery.
    if (dataFolder !== undefined) await Promise.all(kafka.nodes.map((node) => node.shutDown()));
    await kafka.stop();
  };
  return { brokers: kafka.brokers, kind: 'a local Apache Kafka', stop };
}

function explainMissingTools(error: unknown): never {
  if (!(error instanceof LocalKafkaError) || error.code !== 'LOCAL_KAFKA_TOOLS_MISSING')
    throw error;
  const message =
    'No Kafka is available. Set the address of running brokers (kafka://host:9092), start Docker, ' +
    `or install Java 17 and Maven. ${error.message}`;
  throw new LocalKafkaError(error.code, message, { cause: error });
}
