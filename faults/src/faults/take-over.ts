import { waitUntil } from '@rapporteur/testing';
import type { CommandServiceProcess } from '../command-service-process.ts';
import type { FaultFixture } from '../fault-fixture.ts';

/** Makes the clients send to these instances only, as a load balancer would. */
export function routeCommandsTo(
  fixture: FaultFixture,
  isChosen: (instance: CommandServiceProcess) => boolean,
): void {
  const chosen = fixture.instances.filter(isChosen);
  fixture.chooseInstance = () => fixture.random.pick(chosen) ?? fixture.getInstance(0);
}

/**
 * Suspends the owner of partition 0, routes commands to the others, and waits until one of them
 * owns the partition.
 */
export async function suspendUntilTakeOver(
  fixture: FaultFixture,
  owner: CommandServiceProcess,
): Promise<void> {
  owner.suspend();
  routeCommandsTo(fixture, (instance) => instance !== owner);
  await waitUntil(() => fixture.findOwner(0) !== owner, {
    condition: `another instance takes over from ${owner.name}`,
    timeoutMs: 60_000,
  });
}

/** Resumes a suspended instance, and routes commands to it again. */
export function resumeInstance(fixture: FaultFixture, suspended: CommandServiceProcess): void {
  suspended.resume();
  routeCommandsTo(fixture, () => true);
}

/**
 * Delays the next append of an instance. Resolves when the append is delayed, with a function that
 * forwards it.
 */
export async function delayNextAppend(instance: CommandServiceProcess): Promise<() => void> {
  const reached = Promise.withResolvers<void>();
  const forwarded = Promise.withResolvers<'pass'>();
  instance.faultInjector.rule = ({ operation, side }) => {
    if (operation !== 'append' || side !== 'request') return 'pass';
    reached.resolve();
    return forwarded.promise;
  };

  await reached.promise;
  return () => forwarded.resolve('pass');
}
