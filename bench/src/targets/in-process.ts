import { CommandRuntime, type CommandOutcome } from '@rapporteur/command-runtime';
import type { EventLog } from '@rapporteur/event-log';
import { createSqliteStores } from '@rapporteur/state-store-sqlite';
import type { BenchmarkTargetFactory } from '../target.ts';
import type { CommandInput } from '../target-input.ts';

function assertRecorded(outcome: CommandOutcome, canBeRepeated = false): void {
  if (outcome.kind !== 'recorded' || (outcome.repeated && !canBeRepeated))
    throw new Error(`A command was not recorded: ${JSON.stringify(outcome)}`);
}

/**
 * The write path in this process: checks, decides and records commands. It keeps its state in the
 * folder `state`.
 */
export function createInProcessTarget(
  openLog: () => Promise<EventLog>,
  input: CommandInput,
  state: string,
): BenchmarkTargetFactory {
  return async () => {
    const log = await openLog();
    const runtime = new CommandRuntime({
      log,
      owner: { instance: 'bench' },
      stateStores: createSqliteStores(state),
    });
    runtime.start();
    for (const { name, body } of input.setup)
      assertRecorded(await runtime.submit({ name, body }), true);
    return {
      async record() {
        const { name, body } = input.takeCommand();
        assertRecorded(await runtime.submit({ name, body }));
      },
      async close() {
        await runtime.close();
        await log.close();
      },
    };
  };
}
