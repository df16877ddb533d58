import { setTimeout as sleep } from 'node:timers/promises';

const TIMEOUT_MS = 25_000;
const POLL_MS = 20;

/** Waits until a condition holds. @throws Error after 25 s */
export async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + TIMEOUT_MS;
  while (!(await condition())) {
    if (performance.now() > deadline)
      throw new Error(`The condition is false after ${TIMEOUT_MS} ms.`);
    await sleep(POLL_MS);
  }
}
