import { EXIT } from '@rapporteur/platform/exit-codes';

/**
 * Resolves on the first SIGINT or SIGTERM, or when the parent process ends. A stop that arrives
 * during the start takes effect after the start, so that nothing is left half started. `onStop` is
 * called at once.
 */
export function waitForStop(onStop: () => void = () => undefined): Promise<void> {
  return new Promise((resolve) => {
    let isRequested = false;
    const requestStop = (): void => {
      if (!isRequested) onStop();
      isRequested = true;
      resolve();
    };
    const onSignal = (): void => {
      // The second signal ends the process at once. The log survives that too.
      if (isRequested) process.exit(EXIT.interrupted);
      requestStop();
    };

    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    // The channel closes when the parent process ends. Then nobody else could stop this process.
    process.on('disconnect', requestStop);
  });
}
