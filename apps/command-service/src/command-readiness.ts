import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandRuntime } from '@rapporteur/command-runtime';

/** A check that takes longer tells how far the log was read. */
const PROGRESS_AFTER_MS = 1_000;

/**
 * Resolves when the state of every partition is as recent as the log. Rejects with the error of the
 * log, or with the positions that were reached so far.
 */
export async function checkCommandsReady(
  runtime: Pick<CommandRuntime, 'whenReady' | 'readStatus'>,
  progressAfterMs = PROGRESS_AFTER_MS,
): Promise<void> {
  const checked = new AbortController();
  const ready = runtime.whenReady().then(() => true);
  const late = sleep(progressAfterMs, false, { signal: checked.signal }).catch(() => false);
  const isReady = await Promise.race([ready, late]);
  checked.abort();
  if (isReady) return;

  const positions = runtime
    .readStatus()
    .map(({ position: { partition, pseq } }) => `${partition}:${pseq}`);
  throw new Error(`The log is still being read. Positions so far: ${positions.join(', ')}.`);
}
