import type { FaultFixture } from '../fault-fixture.ts';

/** Restarts the broker with other settings, and with its own settings afterwards. */
export async function withBrokerSettings(
  { brokers }: FaultFixture,
  settings: Readonly<Record<string, number>>,
  work: () => Promise<void>,
): Promise<void> {
  const [node] = brokers.kafka.nodes;
  await node?.kill();
  await node?.restart(settings);
  try {
    await work();
  } finally {
    await node?.kill();
    await node?.restart();
  }
}
