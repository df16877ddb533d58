import { CommandRuntime, type CommandOutcome } from '@rapporteur/command-runtime';
import type { EventLog } from '@rapporteur/event-log';
import type { BenchmarkTargetFactory } from '../target.ts';
import { SAMPLE_SETUP_COMMANDS, createSampleData } from '../sample.ts';

function assertRecorded(outcome: CommandOutcome): void {
  if (outcome.kind !== 'recorded' || outcome.repeated)
    throw new Error(`A command was not recorded: ${JSON.stringify(outcome)}`);
}

/** The write path in this process: checks, decides and records commands. */
export function createInProcessTarget(openLog: () => Promise<EventLog>): BenchmarkTargetFactory {
  return async () => {
    const log = await openLog();
    const runtime = new CommandRuntime({ log, owner: { instance: 'bench' } });
    runtime.start();
    for (const { name, body } of SAMPLE_SETUP_COMMANDS)
      assertRecorded(await runtime.submit({ name, body }));
    let count = 0;
    return {
      async record() {
        const body = { collection: 'sco', ...createSampleData(count++) };
        assertRecorded(await runtime.submit({ name: 'RecordMeetingHeld', body }));
      },
      async close() {
        await runtime.close();
        await log.close();
      },
    };
  };
}
