import { describe, expect, it } from 'vitest';
import { CliError } from './cli-error.ts';
import { parsePartition, parsePosition } from './position-argument.ts';

describe('A position', () => {
  it('names a partition and a sequence', () =>
    expect(parsePosition('3:42', '--from')).toEqual({ partition: 3, pseq: 42 }));
  it('may leave the partition out', () =>
    expect(parsePosition('42', '--from')).toEqual({ pseq: 42 }));
  it.each(['', ':1', '1:', '-1', '1:2:3', '0x1', '1e3', ' 1'])('is not "%s"', (text) =>
    expect(() => parsePosition(text, '--from')).toThrow(CliError),
  );
  it('and a partition alone is a number', () => {
    expect(parsePartition('11')).toBe(11);
    expect(() => parsePartition('one')).toThrow('--partition one');
  });
});
