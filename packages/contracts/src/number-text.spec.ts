import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNumberKept } from './number-text.ts';

describe('A number in a text', () => {
  it.each([
    '0',
    '7',
    '-7',
    '+7',
    '007',
    '0.5',
    '1.10',
    '.5',
    '5.',
    '1e3',
    '1E+3',
    '120e-1',
    '0e9999',
    '9007199254740991',
    '-9007199254740991',
    '0.1',
    '1.7976931348623157',
    '5e-324',
    '0x1F',
  ])('is kept: %s', (written) => expect(isNumberKept(written)).toBe(true));

  it.each([
    '9007199254740993',
    '1234567890123456789',
    '-1234567890123456789',
    '0.12345678901234567890',
    '1.0000000000000000001',
    '9007199254740991.5',
    '1e999',
    '1e-999',
    '1e20',
    '-0',
    '-0.0',
    '.inf',
    'x',
  ])('would be changed: %s', (written) => expect(isNumberKept(written)).toBe(false));

  it('is kept in the form in which programs write it', () =>
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const isSmall = Math.abs(value) <= Number.MAX_SAFE_INTEGER;
        expect(isNumberKept(String(value))).toBe(isSmall);
        expect(isNumberKept(value.toExponential())).toBe(isSmall);
      }),
    ));
});
