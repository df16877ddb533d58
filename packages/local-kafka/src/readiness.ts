/**
 * A cluster is ready when every node knows all others and a producer id was assigned. The latter
 * creates __transaction_state, for which the first writer of a log would have to wait.
 */
import { retry } from '@rapporteur/resilience';
import { LocalKafkaError } from './local-kafka-error.ts';
import { fetchClusterNodes, initProducerId } from './wire-request.ts';

const DELAY_MS = 50;

/** A node to wait for, and the limits of the wait. */
export interface ReadinessOptions {
  readonly address: string;
  /** The number of nodes that the node must know. */
  readonly nodes: number;
  readonly deadline: number;
  /** Throws a LocalKafkaError to end the wait. */
  readonly expectRunning: () => Promise<void>;
}

/** Waits until the node responds and knows the other nodes. */
export async function waitUntilJoined(options: ReadinessOptions): Promise<void> {
  await retryUntilReady(options, async () => {
    const { length } = await fetchClusterNodes(options.address);
    if (length < options.nodes) throw new Error(`it knows ${length} of ${options.nodes} nodes`);
  });
}

/** Waits until the cluster assigns a producer id. */
export async function waitUntilWritable(options: ReadinessOptions): Promise<void> {
  await retryUntilReady(options, () => initProducerId(options.address, 'ready'));
}

/** Waits until a Kafka that another program started is writable. */
export async function waitUntilReady(address: string, timeoutMs = 60_000): Promise<void> {
  const options = {
    address,
    nodes: 1,
    deadline: Date.now() + timeoutMs,
    expectRunning: () => Promise.resolve(),
  };
  await waitUntilJoined(options);
  await waitUntilWritable(options);
}

async function retryUntilReady(
  { address, deadline, expectRunning }: ReadinessOptions,
  check: () => Promise<void>,
): Promise<void> {
  const isTransient = (error: unknown): boolean => !(error instanceof LocalKafkaError);
  const attempt = async (): Promise<void> => {
    await expectRunning();
    await check();
  };
  const timeoutMs = deadline - Date.now();
  const options = { isTransient, timeoutMs, firstDelayMs: DELAY_MS, delayMsMax: DELAY_MS };
  await retry(attempt, options).catch((cause: unknown) => {
    if (!isTransient(cause)) throw cause;
    throw new Error(`Kafka at ${address} did not become ready: ${String(cause)}`, { cause });
  });
}
