import { sha256Hex } from '@rapporteur/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandServiceFixture } from './testing/command-service-fixture.ts';

describe('The texts', () => {
  let service: CommandServiceFixture;
  beforeAll(async () => {
    service = await CommandServiceFixture.start();
  });
  afterAll(() => service[Symbol.asyncDispose]());

  async function put(
    sha256: string,
    body: string | Uint8Array,
    type = 'text/plain; charset=utf-8',
  ) {
    const response = await fetch(`${service.url}/v1/texts/${sha256}`, {
      method: 'PUT',
      headers: { 'content-type': type },
      body,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
  const WORDS = 'Some words.\n';
  const SHA = sha256Hex(WORDS);

  it('are stored once under their hash', async () => {
    expect(await put(SHA, WORDS)).toEqual({
      status: 201,
      body: { sha256: SHA, bytes: 12, characters: 12, stored: true },
    });
    expect(await put(SHA, WORDS)).toMatchObject({ status: 200, body: { stored: false } });
    expect((await service.get('/v1/texts')).body).toEqual({ texts: [{ sha256: SHA, bytes: 12 }] });
  });

  it('are rejected if their bytes have another hash', async () =>
    expect(await put(SHA, 'Other words.')).toMatchObject({
      status: 422,
      body: { code: 'TEXT_HASH_DIFFERS' },
    }));

  it('are rejected if they are not UTF-8', async () => {
    const bytes = Uint8Array.of(0x61, 0xff);
    const { createHash } = await import('node:crypto');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await put(sha256, bytes)).toMatchObject({
      status: 422,
      body: { code: 'TEXT_NOT_UTF8' },
    });
  });

  it('are rejected above 10 MB, at an invalid path, and as another type', async () => {
    const large = 'x'.repeat(10_000_001);
    expect(await put(sha256Hex(large), large)).toMatchObject({ status: 413 });
    expect(await put('abc', WORDS)).toMatchObject({
      status: 400,
      body: { code: 'TEXT_HASH_MALFORMED' },
    });
    expect(await put(SHA, WORDS, 'application/pdf')).toMatchObject({ status: 415 });
    expect((await service.get('/v1/texts')).body).toMatchObject({ texts: [{ sha256: SHA }] });
  });
});
