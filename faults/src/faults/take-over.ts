import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandServiceProcess } from '../command-service-process.ts';
import type { FaultFixture } from '../fault-fixture.ts';

const POLL_MS = 20;

/** Lets clients send to these instances alone, as a load balancer would. */
export function routeCommandsTo(
  stage: FaultFixture,
  which: (instance: CommandServiceProcess) => boolean,
): void {
  const chosen = stage.instances.filter(which);
  stage.target = () => stage.random.pick(chosen) ?? stage.getInstance(0);
}

/** Waits for something that must come about. @throws Error where it does not in time. */
export async function waitUntil(
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
export async function suspendUntilTakeOver(
  stage: FaultFixture,
  owner: CommandServiceProcess,
): Promise<void> {
  owner.suspend();
  routeCommandsTo(stage, (instance) => instance !== owner);
  await waitUntil(`another takes over from ${owner.name}`, () => stage.findOwner(0) !== owner);
}

/** Lets it go on with what it had in mind, and clients send to it again. */
export function resumeInstance(stage: FaultFixture, stopped: CommandServiceProcess): void {
  stopped.resume();
  routeCommandsTo(stage, () => true);
}

/** Holds the next append of an instance back; answers when it is held, with what lets it through. */
export async function delayNextAppend(instance: CommandServiceProcess): Promise<() => void> {
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
