import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandServiceProcess } from '../command-service-process.ts';
import type { FaultFixture } from '../fault-fixture.ts';
import { WRITER_OPERATIONS, type WriterStep } from '../fault-injector.ts';
import type { FaultScenario } from '../fault-scenario.ts';

/** The number of kills: `FAULTS`. */
export const KILL_COUNT = Number(process.env['FAULTS'] ?? 30);
/** The number of commands recorded between two kills. */
const COMMANDS_BETWEEN_KILLS = 8;
/** If no writer reaches the chosen step in this time, a writer is killed at a random time. */
const STEP_TIMEOUT_MS = 3_000;
const RANDOM_DELAY_MS_MAX = 300;

interface KilledWriter {
  readonly writer: CommandServiceProcess;
  readonly moment: string;
}

interface KillPoint extends WriterStep {
  /** Whether the frame is forwarded although the writer is killed. */
  readonly isForwarded: boolean;
}

/**
 * Kills writers with SIGKILL: half of them at a chosen step of opening or append, half at random
 * times.
 */
export const killedWriter: FaultScenario = {
  name: 'a writer is killed at any point of opening, append and commit',
  fixture: { instances: 3 },
  async run(fixture) {
    const counts = new Map<string, number>();
    for (let n = 0; n < KILL_COUNT; n += 1) {
      const point = fixture.random.percentChance(50) ? pickKillPoint(fixture) : undefined;
      const killed = point && (await killAtStep(fixture, point));
      const { writer, moment } = killed ?? (await killAtRandomTime(fixture));
      fixture.kills += 1;
      counts.set(moment, (counts.get(moment) ?? 0) + 1);

      await writer.kill();
      writer.faultInjector.clearPending();
      void writer.start();
      await fixture.load.waitForRecorded(COMMANDS_BETWEEN_KILLS);
    }
    const summary = [...counts].map(([moment, count]) => `${moment} ${count}`).join(', ');
    console.log(`Kills by moment: ${summary}`);
  },
};

function pickKillPoint({ random }: FaultFixture): KillPoint {
  const operation = random.pick(WRITER_OPERATIONS) ?? 'append';
  const side = random.percentChance(50) ? 'request' : 'response';
  return { operation, side, isForwarded: random.percentChance(50) };
}

/** Kills the first writer that reaches a step. Returns undefined if none reaches it in time. */
async function killAtStep(
  { instances }: FaultFixture,
  { operation, side, isForwarded }: KillPoint,
): Promise<KilledWriter | undefined> {
  const forwardAll = (): void => {
    for (const { faultInjector } of instances) faultInjector.forwardAll();
  };
  const requestMoment = isForwarded ? 'after' : 'before';
  const moment = `${side === 'request' ? requestMoment : 'response of'} ${operation}`;

  const killed = Promise.withResolvers<KilledWriter>();
  for (const writer of instances) {
    writer.faultInjector.rule = (step) => {
      if (step.operation !== operation || step.side !== side) return 'pass';
      forwardAll();
      writer.sendKill();
      killed.resolve({ writer, moment });
      return isForwarded ? 'pass' : 'lose';
    };
  }

  const timeout = sleep(STEP_TIMEOUT_MS, undefined, { ref: false });
  const result = await Promise.race([killed.promise, timeout]);
  forwardAll();
  return result;
}

/** Kills the owner of a random partition at a random time. */
async function killAtRandomTime(fixture: FaultFixture): Promise<KilledWriter> {
  const { random, log } = fixture;
  await sleep(random.integerBelow(RANDOM_DELAY_MS_MAX));
  const writer = fixture.findOwner(random.integerBelow(log.partitions));
  const [operation = 'no step'] = writer.faultInjector.pendingOperations;
  return { writer, moment: `during ${operation}` };
}
