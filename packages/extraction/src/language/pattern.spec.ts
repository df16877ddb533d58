import { describe, expect, it } from 'vitest';
import { compilePattern } from './pattern.ts';

describe('A pattern', () => {
  it('takes an optional part with the space before it', () => {
    const { expression } = compilePattern('an {kind}[ {name}] in', {
      kind: 'exercise',
      name: '"\\w+"',
    });
    const matches = ['an exercise in', 'an exercise "Anchor" in', 'an exercise"Anchor" in'].map(
      (text) => expression.exec(text)?.[0],
    );
    expect(matches).toEqual(['an exercise in', 'an exercise "Anchor" in', undefined]);
  });
});
