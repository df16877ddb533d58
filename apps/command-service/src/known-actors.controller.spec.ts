import { openCollection } from '@rapporteur/command-runtime/sample-commands';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandServiceFixture } from './testing/command-service-fixture.ts';

describe('The known actors', () => {
  let service: CommandServiceFixture;

  beforeAll(async () => {
    service = await CommandServiceFixture.start();
    await service.send(openCollection());
  });
  afterAll(() => service[Symbol.asyncDispose]());

  it('are those of the state on which commands are decided', async () => {
    const { status, body } = await service.get('/v1/commands/actors?collection=sco&ids=sco,nobody');
    expect(status).toBe(200);
    expect(body).toEqual({
      collection: 'sco',
      actors: [{ id: 'sco', kind: 'organization', of: null, names: [expect.any(String)] }],
    });
  });

  it('are none in an unknown collection', async () =>
    expect((await service.get('/v1/commands/actors?collection=x&ids=sco')).body).toEqual({
      collection: 'x',
      actors: [],
    }));

  it.each([
    '',
    '?collection=sco',
    `?collection=sco&ids=${'a,'.repeat(200)}b`,
    '?collection=sco&ids=a&x=1',
  ])('require a collection and up to 200 ids: %s', async (query) =>
    expect(await service.get(`/v1/commands/actors${query}`)).toMatchObject({
      status: 400,
      body: { code: 'PARAMETER_INVALID' },
    }),
  );
});
