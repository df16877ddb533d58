import { describe, expect, it } from 'vitest';
import type { Outcome, ReadSubmission } from './outcome.ts';
import { OpenCommands, Waiting } from './waiting.ts';

const SUBMISSION = { hash: 'a-hash' } as ReadSubmission;
const ANSWER: Outcome = { kind: 'unavailable', retryAfterSeconds: 1 };

describe('The open commands', () => {
  it('are those that nobody has answered, oldest first, however many were', () => {
    const open = new OpenCommands();
    const commands = Array.from(
      { length: 1_000 },
      (_, since) => new Waiting(SUBMISSION, since, open),
    );
    for (const waiting of commands) if (waiting.since % 10 !== 0) waiting.answer(ANSWER);
    expect(open.size).toBe(100);
    expect([...open]).toEqual(commands.filter(({ since }) => since % 10 === 0));
  });

  it('may be answered while one looks through them', () => {
    const open = new OpenCommands();
    const commands = Array.from(
      { length: 300 },
      (_, since) => new Waiting(SUBMISSION, since, open),
    );
    for (const waiting of open) waiting.answer(ANSWER);
    expect(commands.filter(({ isOpen }) => isOpen)).toEqual([]);
    expect([open.size, [...open]]).toEqual([0, []]);
  });

  it('count one that is answered twice once', async () => {
    const open = new OpenCommands();
    const [waiting] = [new Waiting(SUBMISSION, 0, open), new Waiting(SUBMISSION, 1, open)];
    waiting.answer(ANSWER);
    waiting.fail(new Error('too late'));
    expect(open.size).toBe(1);
    await expect(waiting.answered).resolves.toBe(ANSWER);
  });
});
