import { sha256Hex } from '@rapporteur/contracts';
import {
  recordAssessment,
  openCollection,
  registerSource,
} from '@rapporteur/command-runtime/sample-commands';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SentCommand, CommandServiceFixture } from './testing/command-service-fixture.ts';

describe('A passage of a stored text', () => {
  const WORDS = 'The first line.\nThe second line, with a 𐍈 in it.\n';
  const sha256 = sha256Hex(WORDS);
  let service: CommandServiceFixture;

  beforeAll(async () => {
    service = await CommandServiceFixture.start();
    await service.send(openCollection());
    const { name, body } = registerSource();
    await service.send({ name, body: { ...body, sha256 } });
    await service.texts.put(sha256, Buffer.from(WORDS));
  });
  afterAll(() => service[Symbol.asyncDispose]());

  const passage = {
    document: 'note',
    documentSha256: sha256,
    start: 16,
    end: 42,
    line: 2,
    sha256: sha256Hex('The second line, with a 𐍈 '),
  };
  const citing = (change: object): SentCommand => {
    const { name, body } = recordAssessment(1);
    return {
      name,
      body: { ...body, assertion: { modality: 'narrated', passages: [{ ...passage, ...change }] } },
    };
  };

  it.each([
    ['is past its end', { end: 500 }, 'assertion.passages.0.end'],
    ['has other words', { start: 17 }, 'assertion.passages.0.sha256'],
    ['begins on another line', { line: 1 }, 'assertion.passages.0.line'],
  ])('is rejected if it %s', async (_label, change, field) => {
    const { status, body } = await service.send(citing(change));
    expect(status).toBe(422);
    expect(body['errors']).toMatchObject([
      { field, rule: 'COMMAND_PASSAGE_MISMATCH', remedy: expect.stringMatching(/./) },
    ]);
    expect(await service.readEvents()).toHaveLength(3);
  });

  it('is recorded if it is right, counted in code points', async () =>
    expect((await service.send(citing({}))).body).toMatchObject({ outcome: 'recorded' }));
});
