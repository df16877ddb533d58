import { isDockerAvailable, startKafkaInDocker } from './kafka-in-docker.ts';
import { LocalKafkaError } from './local-kafka-error.ts';
import { startLocalKafka } from './start-local-kafka.ts';

/** A Kafka, wherever it was to be had. */
export interface KafkaHandle {
  readonly brokers: readonly string[];
  /** Which one it is, for people. */
  readonly kind: string;
  /** Ends it, unless it is somebody else's. */
  stop(): Promise<void>;
}

/** What is asked of it. */
export interface OpenKafkaOptions {
  /** Brokers that somebody runs: they are taken as they are. */
  readonly brokers?: readonly string[] | undefined;
  /** Where its data are kept from one run to the next; they go with it unless told. */
  readonly dataFolder?: string | undefined;
}

/**
 * The first that can be had: brokers that are named; one in Docker, if an engine answers; one run by Java and Maven.
 * @throws LocalKafkaError LOCAL_KAFKA_TOOLS_MISSING where there is none of them
 */
export async function openKafka({
  brokers,
  dataFolder,
}: OpenKafkaOptions = {}): Promise<KafkaHandle> {
  if (brokers !== undefined)
    return { brokers, kind: 'the brokers that were named', stop: () => Promise.resolve() };
  return (await inDocker(dataFolder)) ?? locally(dataFolder);
}

async function inDocker(dataFolder: string | undefined): Promise<KafkaHandle | undefined> {
  if (!(await isDockerAvailable())) return undefined;
  try {
    const kafka = await startKafkaInDocker(dataFolder);
    return { brokers: [kafka.address], kind: `${kafka.image} in Docker`, stop: () => kafka.stop() };
  } catch (error) {
    const reason = `Docker answers, but Kafka cannot be started there; a local one is used instead: ${String(error)}`;
    process.stderr.write(`${reason}\n`);
    return undefined;
  }
}

async function locally(dataFolder: string | undefined): Promise<KafkaHandle> {
  const kafka = await startLocalKafka(dataFolder === undefined ? {} : { dataFolder }).catch(
    explain,
  );
  const stop = async (): Promise<void> => {
    // What is to be kept is ended in order: the next start need not mend it.
    if (dataFolder !== undefined) await Promise.all(kafka.nodes.map((node) => node.shutDown()));
    await kafka.stop();
  };
  return { brokers: kafka.brokers, kind: 'a local Apache Kafka', stop };
}

function explain(error: unknown): never {
  if (!(error instanceof LocalKafkaError) || error.code !== 'LOCAL_KAFKA_TOOLS_MISSING')
    throw error;
  const message = `No Kafka can be had here. Name brokers that run (kafka://host:9092), or start Docker, or install Java 17 and Maven. ${error.message}`;
  throw new LocalKafkaError(error.code, message, { cause: error });
}
