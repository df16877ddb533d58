/**
 * A cluster is ready when every node knows all others, and a producer id was given out: that makes
 * __transaction_state, for which the first writer of a log would have to wait.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { initProducerId, fetchClusterNodes } from './wire-request.ts';

const PAUSE_MS = 50;

/** What is waited for, and what ends the waiting early by throwing. */
export interface ReadinessOptions {
  /** The node that is asked. */
  readonly address: string;
  /** How many nodes it must know. */
  readonly nodes: number;
  readonly deadline: number;
  readonly expectRunning: () => Promise<void>;
}

/** Waits until the node answers and knows so many nodes. */
export async function waitUntilJoined(awaited: ReadinessOptions): Promise<void> {
  await repeatedly(awaited, async () => {
    const known = await fetchClusterNodes(awaited.address);
    if (known.length < awaited.nodes) throw new Error(`it knows ${known.length} nodes`);
  });
}

/** Waits until the cluster gives out a producer id. */
export async function waitUntilWritable(awaited: ReadinessOptions): Promise<void> {
  await repeatedly(awaited, () => initProducerId(awaited.address, 'ready'));
}

async function repeatedly(
  { deadline, expectRunning }: ReadinessOptions,
  attempt: () => Promise<void>,
): Promise<void> {
  for (;;) {
    await expectRunning();
    try {
      await attempt();
      return;
    } catch (cause) {
      if (Date.now() > deadline)
        throw new Error(`it does not get ready: ${String(cause)}`, { cause });
    }
    await sleep(PAUSE_MS);
  }
}

/** Waits until a Kafka that was started otherwise can be written to. */
export async function waitUntilReady(address: string, timeoutMs = 60_000): Promise<void> {
  const awaited = {
    address,
    nodes: 1,
    deadline: Date.now() + timeoutMs,
    expectRunning: () => Promise.resolve(),
  };
  await waitUntilJoined(awaited);
  await waitUntilWritable(awaited);
}
