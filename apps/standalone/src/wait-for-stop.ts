import { EXIT } from '@rapporteur/platform/exit-codes';

/**
 * Resolves on the first SIGINT or SIGTERM, or when the process that started this one is gone. Asked for while it still
 * starts, the stop follows the start: nothing is left half-way.
 */
export function waitForStop(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const ask = (): void => {
      asked = true;
      resolve();
    };
    const onSignal = (): void => {
      // Whoever asks twice does not want to wait; the log survives that too.
      if (asked) process.exit(EXIT.interrupted);
      ask();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    // Whoever started it with a channel is gone: nobody is left to stop it.
    process.on('disconnect', ask);
  });
}
