import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from '../instance.ts';
import type { FaultFixture } from '../stage.ts';

const POLL_MS = 20;

/** Lets clients send to these instances alone, as a load balancer would. */
export function commandsTo(stage: FaultFixture, which: (instance: Instance) => boolean): void {
  const chosen = stage.instances.filter(which);
  stage.target = () => stage.random.pick(chosen) ?? stage.getInstance(0);
}

/** Waits for something that must come about. @throws Error where it does not in time. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`it never came about that ${what}`);
    await sleep(POLL_MS);
  }
}

/** Stops the owner of partition 0 dead, sends clients to the others, and waits until one of them writes it. */
export async function stopUntilTakenOver(stage: FaultFixture, owner: Instance): Promise<void> {
  owner.stop();
  commandsTo(stage, (instance) => instance !== owner);
  await until(`another takes over from ${owner.name}`, () => stage.findOwner(0) !== owner);
}

/** Lets it go on with what it had in mind, and clients send to it again. */
export function goOn(stage: FaultFixture, stopped: Instance): void {
  stopped.cont();
  commandsTo(stage, () => true);
}

/** Holds the next append of an instance back; answers when it is held, with what lets it through. */
export async function holdAppend(instance: Instance): Promise<() => void> {
  const held = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<'pass'>();
  instance.faultInjector.rule = (step) => {
    if (step.operation !== 'append' || step.side !== 'request') return 'pass';
    held.resolve();
    return opened.promise;
  };
  await held.promise;
  return () => opened.resolve('pass');
}
