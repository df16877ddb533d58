import { EXIT } from '@rapporteur/platform/exit-codes';
import type { Interrupt } from './terminal.ts';

/** A terminal sends Ctrl-C to every process of its group, and pnpm passes its own on: within this it is one and the same. */
const SAME_SIGNAL_MS = 300;

/** Listens for Ctrl-C and SIGTERM: the first is told to whoever asks, the second ends the program. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const onSignal = (): void => {
    const now = performance.now();
    firstAt ??= now;
    if (!controller.signal.aborted) controller.abort();
    else if (now - firstAt > SAME_SIGNAL_MS) process.exit(EXIT.interrupted);
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
