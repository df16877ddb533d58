import { describe, expect, it } from 'vitest';
import { CliError } from './cli-error.ts';
import { parsePartition, parsePosition } from './position-argument.ts';

describe('parsePosition', () => {
  it('returns the partition and the sequence number', () =>
    expect(parsePosition('3:42', '--from')).toEqual({ partition: 3, pseq: 42 }));

  it('accepts a sequence number alone', () =>
    expect(parsePosition('42', '--from')).toEqual({ pseq: 42 }));

  it.each(['', ':1', '1:', '-1', '1:2:3', '0x1', '1e3', ' 1'])('rejects "%s"', (text) =>
    expect(() => parsePosition(text, '--from')).toThrow(CliError),
  );
});

describe('parsePartition', () => {
  it('returns the number of a partition, and rejects other text', () => {
    expect(parsePartition('11')).toBe(11);
    expect(() => parsePartition('one')).toThrow('--partition `one`');
  });
});
