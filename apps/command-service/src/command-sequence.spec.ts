import { describe, expect, it } from 'vitest';
import { CommandSequence } from './command-sequence.ts';

describe('A sequence of commands', () => {
  it('starts each command after the one before it has finished', async () => {
    const sequence = new CommandSequence();
    const turns = [sequence.addTurn(), sequence.addTurn(), sequence.addTurn()];
    const started: number[] = [];
    const all = turns.map(async (turn, index) => {
      await turn.started;
      started.push(index);
    });

    turns[2]?.finish();
    await all[0];
    expect(started).toEqual([0]);
    turns[0]?.finish();
    await all[1];
    expect(started).toEqual([0, 1]);
    turns[1]?.finish();
    await all[2];
    expect(started).toEqual([0, 1, 2]);
  });
});
