import { setTimeout as sleep } from 'node:timers/promises';
import type { PlantedFault } from '../planted-fault.ts';
import type { CommandServiceProcess } from '../command-service-process.ts';
import type { FaultFixture } from '../fault-fixture.ts';
import { WRITER_OPERATIONS, type WriterOperation, type WriterStep } from '../fault-injector.ts';

/** How many kills there are: `FAULTS`. */
export const KILL_COUNT = Number(process.env['FAULTS'] ?? 30);
/** How many more commands are recorded before the next one is killed. */
const BETWEEN = 8;
/** How long a point is waited for; then whoever writes is killed where it stands. */
const AIM_MS = 3_000;
const RANDOM_DELAY_MS = 300;

/** SIGKILL, half of it at chosen points of opening and append, half at random times. */
export const killedWriter: PlantedFault = {
  name: 'a writer is killed at any point of opening, append and commit',
  fixture: { instances: 3 },
  async run(stage) {
    const hits = new Map<string, number>();
    for (let n = 0; n < KILL_COUNT; n += 1) {
      const aim = stage.random.percentChance(50) ? aimOf(stage) : undefined;
      const struck = aim && (await strikeAt(stage, aim));
      const { victim, moment: where } = struck ?? (await strikeAnywhere(stage));
      stage.kills += 1;
      hits.set(where, (hits.get(where) ?? 0) + 1);
      await victim.kill();
      victim.faultInjector.clearPending();
      void victim.start();
      await stage.load.waitForRecorded(BETWEEN);
    }
    console.log(`Kills hit: ${[...hits].map(([where, times]) => `${where} ${times}`).join(', ')}`);
  },
};

interface KilledWriter {
  readonly victim: CommandServiceProcess;
  readonly moment: string;
}

interface KillPoint extends WriterStep {
  /** Whether what is on its way still arrives. */
  readonly isForwarded: boolean;
}

function aimOf({ random: dice }: FaultFixture): KillPoint {
  const point: WriterOperation = dice.pick(WRITER_OPERATIONS) ?? 'append';
  const side = dice.percentChance(50) ? 'request' : 'answer';
  return { operation: point, side, isForwarded: dice.percentChance(50) };
}

/** Kills whoever first comes to a point; undefined where nobody does in time. */
async function strikeAt(
  stage: FaultFixture,
  { operation: point, side, isForwarded: arrives }: KillPoint,
): Promise<KilledWriter | undefined> {
  const struck = Promise.withResolvers<KilledWriter | undefined>();
  for (const victim of stage.instances) {
    victim.faultInjector.rule = (step) => {
      if (step.operation !== point || step.side !== side) return 'pass';
      for (const { faultInjector: way } of stage.instances) way.forwardAll();
      victim.sendKill();
      const where = `${side === 'request' ? (arrives ? 'after' : 'before') : 'answered'} ${point}`;
      struck.resolve({ victim, moment: where });
      return arrives ? 'pass' : 'lose';
    };
  }
  const late = sleep(AIM_MS, undefined, { ref: false }).then(() => undefined);
  const result = await Promise.race([struck.promise, late]);
  for (const { faultInjector: way } of stage.instances) way.forwardAll();
  return result;
}

/** Kills a writer, at a random time. */
async function strikeAnywhere(stage: FaultFixture): Promise<KilledWriter> {
  await sleep(stage.random.integerBelow(RANDOM_DELAY_MS));
  const victim = stage.findOwner(stage.random.integerBelow(stage.log.partitions));
  const [underWay = 'no step'] = victim.faultInjector.pendingOperations;
  return { victim, moment: `amid ${underWay}` };
}
