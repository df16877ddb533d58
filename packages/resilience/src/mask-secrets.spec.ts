import { describe, expect, it } from 'vitest';
import { maskAddress, maskSecrets, maskSecretsInJson } from './mask-secrets.ts';
import { SECRET_ADDRESSES } from './testing/secret-addresses.ts';

describe('An address', () => {
  it.each(SECRET_ADDRESSES)('masks each part of %s', (address) => {
    expect(maskAddress(address)).not.toMatch(/hush/i);
    expect(maskSecrets(`The server at \`${address}\` does not answer.`)).not.toMatch(/hush/i);
    expect(JSON.stringify(maskSecretsInJson({ err: { input: [address] } }))).not.toMatch(/hush/i);
  });

  it.each([
    ['postgres://me:hush@db.example:5432/x', 'postgres://me:***@db.example:5432/x'],
    ['postgres://me@db/x?sslmode=require', 'postgres://me@db/x?sslmode=require'],
    ['postgres://db:5432/x?user=me&password=hush', 'postgres://db:5432/x?user=***&password=***'],
    ['kafka://one:9092,two:9092/t?sasl=plain', 'kafka://one:9092,two:9092/t?sasl=plain'],
    ['http://127.0.0.1:8642', 'http://127.0.0.1:8642'],
    ['host=db user=me password=hush', 'host=db user=me password=***'],
  ])('shows the rest: %s', (address, masked) => expect(maskAddress(address)).toBe(masked));
});

describe('A text', () => {
  it.each([
    'The page https://example.org/@press/a?b=c@d is the source.',
    'No server answers at http://127.0.0.1:8642: connect ECONNREFUSED 127.0.0.1:8642.',
    'Write to press@example.org.',
  ])('without secrets stays as it is: %s', (text) => expect(maskSecrets(text)).toBe(text));
});
