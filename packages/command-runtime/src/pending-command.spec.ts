import { describe, expect, it } from 'vitest';
import type { CommandOutcome, ParsedSubmission } from './command-outcome.ts';
import { PendingCommands, PendingCommand } from './pending-command.ts';

const SUBMISSION = { hash: 'a-hash' } as ParsedSubmission;
const ANSWER: CommandOutcome = { kind: 'unavailable', retryAfterSeconds: 1 };

describe('The open commands', () => {
  it('are those that nobody has answered, oldest first, however many were', () => {
    const open = new PendingCommands();
    const commands = Array.from(
      { length: 1_000 },
      (_, since) => new PendingCommand(SUBMISSION, since, open),
    );
    for (const waiting of commands) if (waiting.submittedAtMs % 10 !== 0) waiting.resolve(ANSWER);
    expect(open.size).toBe(100);
    expect([...open]).toEqual(commands.filter(({ submittedAtMs: since }) => since % 10 === 0));
  });

  it('may be answered while one looks through them', () => {
    const open = new PendingCommands();
    const commands = Array.from(
      { length: 300 },
      (_, since) => new PendingCommand(SUBMISSION, since, open),
    );
    for (const waiting of open) waiting.resolve(ANSWER);
    expect(commands.filter(({ isPending: isOpen }) => isOpen)).toEqual([]);
    expect([open.size, [...open]]).toEqual([0, []]);
  });

  it('count one that is answered twice once', async () => {
    const open = new PendingCommands();
    const [waiting] = [
      new PendingCommand(SUBMISSION, 0, open),
      new PendingCommand(SUBMISSION, 1, open),
    ];
    waiting.resolve(ANSWER);
    waiting.reject(new Error('too late'));
    expect(open.size).toBe(1);
    await expect(waiting.outcome).resolves.toBe(ANSWER);
  });
});
