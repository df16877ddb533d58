import { ProgressDisplay } from './progress-display.ts';
import type { ProjectionsProgress } from './projections-process.ts';
import type { CliSession } from './session.ts';

/** Shows the phases of a rebuild, and the rate and remaining time while it loads. */
export class RebuildProgressDisplay {
  readonly #session: CliSession;
  #loading: ProgressDisplay | undefined;
  /** Events that an earlier, interrupted call has loaded. They do not count for the rate. */
  #loadedBefore = 0;

  constructor(session: CliSession) {
    this.#session = session;
  }

  update({ phase, generation, done, total }: ProjectionsProgress): void {
    if (phase === 'resumed') this.#writeMessage(`Continuing ${generation}, started earlier.`);
    if (phase === 'indexing') this.#writeMessage(`Creating the indexes of ${generation}.`);
    if (phase === 'comparing')
      this.#writeMessage(`Comparing ${generation} with the serving generation.`);
    if (phase !== 'loading' || done === undefined) return;

    if (this.#loading === undefined) this.#loadedBefore = done;
    this.#loading ??= new ProgressDisplay(this.#session.terminal, {
      phase: `Building ${generation}`,
      unit: 'events',
    });
    this.#loading.update({
      done: done - this.#loadedBefore,
      total: total === undefined ? undefined : total - this.#loadedBefore,
    });
  }

  clear(): void {
    this.#loading?.clear();
  }

  #writeMessage(message: string): void {
    this.clear();
    void this.#session.writeMessage(message);
  }
}
