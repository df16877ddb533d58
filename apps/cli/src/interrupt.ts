import { EXIT } from '@rapporteur/platform/exit-codes';
import type { Interrupt } from './terminal.ts';

/** The terminal and pnpm may both send one Ctrl-C. Within this time it counts once. */
const SAME_SIGNAL_MS = 300;

/** Listens for Ctrl-C and SIGTERM. The first requests a stop, the second ends the program. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  let firstMs: number | undefined;
  const onSignal = (): void => {
    const nowMs = performance.now();
    firstMs ??= nowMs;
    if (!controller.signal.aborted) controller.abort();
    else if (nowMs - firstMs > SAME_SIGNAL_MS) process.exit(EXIT.interrupted);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    get requested() {
      return controller.signal.aborted;
    },
    signal: controller.signal,
  };
}
