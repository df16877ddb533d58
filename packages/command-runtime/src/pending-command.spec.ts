import { describe, expect, it } from 'vitest';
import type { CommandOutcome, ParsedCommandSubmission } from './command-outcome.ts';
import { PendingCommand, PendingCommands } from './pending-command.ts';

const SUBMISSION = { hash: 'a-hash' } as ParsedCommandSubmission;
const OUTCOME: CommandOutcome = { kind: 'unavailable', retryAfterSeconds: 1 };

function submitCommands(pending: PendingCommands, length: number): readonly PendingCommand[] {
  return Array.from({ length }, (_, timeMs) => new PendingCommand(SUBMISSION, timeMs, pending));
}

describe('The pending commands', () => {
  it('are those without an outcome, oldest first', () => {
    const pending = new PendingCommands();
    const commands = submitCommands(pending, 1_000);
    for (const command of commands) if (command.submittedAtMs % 10 !== 0) command.resolve(OUTCOME);
    expect(pending.size).toBe(100);
    expect([...pending]).toEqual(commands.filter(({ submittedAtMs }) => submittedAtMs % 10 === 0));
  });

  it('may be settled during an iteration', () => {
    const pending = new PendingCommands();
    const commands = submitCommands(pending, 300);
    for (const command of pending) command.resolve(OUTCOME);
    expect(commands.filter(({ isPending }) => isPending)).toEqual([]);
    expect([pending.size, [...pending]]).toEqual([0, []]);
  });

  it('count a command once that is settled twice', async () => {
    const pending = new PendingCommands();
    const first = submitCommands(pending, 2)[0]!;
    first.resolve(OUTCOME);
    first.reject(new Error('too late'));
    expect(pending.size).toBe(1);
    await expect(first.outcome).resolves.toBe(OUTCOME);
  });
});
