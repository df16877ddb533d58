const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

/**
 * Returns whether a number in a JSON or YAML text keeps its value when a program reads it, since
 * programs compute with 64 bits: `12345678901234567890` and `0.12345678901234567890` would be
 * rounded. So would negative zero in JSON.
 */
export function isNumberKept(written: string): boolean {
  const value = Number(written);
  if (Object.is(value, -0) || !(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return false;
  // A text that is not decimal, such as 0x1F, has only whole numbers.
  return !NUMBER.test(written) || normalize(written) === normalize(String(value));
}

/** Returns the sign, the digits without zeros at their ends, and the power of ten. */
function normalize(written: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER.exec(written) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';

  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign === '-' ? '-' : ''}${significant}e${power}`;
}
