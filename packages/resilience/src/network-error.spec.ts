import { describe, expect, it } from 'vitest';
import { isNetworkError } from './network-error.ts';

const withCode = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('A network error', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT', 'EPIPE'])(
    'has the code %s',
    (code) => expect(isNetworkError(withCode(code))).toBe(true),
  );

  it.each(['ENOENT', 'EADDRINUSE', '08006', 'ERR_INVALID_ARG_TYPE'])(
    'does not have the code %s',
    (code) => expect(isNetworkError(withCode(code))).toBe(false),
  );

  it('is an error object', () => expect(isNetworkError({ code: 'ECONNREFUSED' })).toBe(false));
});
