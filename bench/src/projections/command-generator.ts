import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandRuntime } from '@rapporteur/command-runtime';
import { createSampleData, SAMPLE_SETUP_COMMANDS } from '../sample.ts';

const TICK_MS = 20;
/**
 * The limit of pending commands. Commands that a slow machine cannot keep up with are not queued.
 */
const PENDING_MAX = 500;

/** Records meetings, at full speed or at a fixed rate. */
export class CommandGenerator {
  readonly #runtime: CommandRuntime;
  #count = 0;

  constructor(runtime: CommandRuntime) {
    this.#runtime = runtime;
  }

  /** Records the setup commands and this number of meetings. */
  async prepare(events: number): Promise<void> {
    for (const { name, body } of SAMPLE_SETUP_COMMANDS) await this.#runtime.submit({ name, body });
    while (this.#count < events) await this.#submit(Math.min(PENDING_MAX, events - this.#count));
  }

  /**
   * Records at a fixed rate until stopped. Returns the number of commands and the achieved rate.
   */
  async record(
    perSecond: number,
    stop: AbortSignal,
  ): Promise<{ readonly count: number; readonly perSecond: number }> {
    const countBefore = this.#count;
    const startedAt = performance.now();
    const getSeconds = (): number => (performance.now() - startedAt) / 1000;

    let pending = Promise.resolve();
    while (!stop.aborted) {
      const due = Math.floor(getSeconds() * perSecond) - (this.#count - countBefore);
      await pending;
      pending = this.#submit(Math.min(due, PENDING_MAX));
      await sleep(TICK_MS);
    }
    await pending;

    const count = this.#count - countBefore;
    return { count, perSecond: count / getSeconds() };
  }

  async #submit(count: number): Promise<void> {
    const bodies = Array.from({ length: Math.max(0, count) }, () => ({
      collection: 'sco',
      ...createSampleData(this.#count++),
    }));
    await Promise.all(
      bodies.map(async (body) => {
        const outcome = await this.#runtime.submit({ name: 'RecordMeetingHeld', body });
        if (outcome.kind !== 'recorded')
          throw new Error(`A sample command was not recorded: ${JSON.stringify(outcome)}`);
      }),
    );
  }
}
