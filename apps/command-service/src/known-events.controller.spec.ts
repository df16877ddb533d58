import {
  openCollection,
  recordMeetingHeld,
  registerSource,
} from '@rapporteur/command-runtime/sample-commands';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandServiceFixture } from './testing/command-service-fixture.ts';

describe('The known events', () => {
  let service: CommandServiceFixture;
  const find = (criteria: object, collection = 'sco') =>
    service.get(
      `/v1/commands/events?collection=${collection}&criteria=` +
        encodeURIComponent(JSON.stringify(criteria)),
    );

  beforeAll(async () => {
    service = await CommandServiceFixture.start();
    await service.send(openCollection());
    await service.send(registerSource());
    for (let n = 1; n <= 21; n += 1) await service.send(recordMeetingHeld(n));
  });
  afterAll(() => service[Symbol.asyncDispose]());

  it('are those with the given content, the first twenty of them', async () => {
    const { status, body } = await find({ type: 'MeetingHeld' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ collection: 'sco', total: 21 });
    expect(body['events']).toHaveLength(20);
    expect((await find({ type: 'MeetingHeld', fields: { ordinal: { value: 21 } } })).body).toEqual({
      collection: 'sco',
      total: 1,
      events: [
        {
          id: expect.any(String),
          type: 'MeetingHeld',
          data: expect.objectContaining({ ordinal: expect.objectContaining({ value: 21 }) }),
        },
      ],
    });
  });

  it('are none in an unknown collection', async () =>
    expect((await find({ type: 'MeetingHeld' }, 'x')).body).toEqual({
      collection: 'x',
      total: 0,
      events: [],
    }));

  it.each([
    '',
    '?collection=sco',
    '?collection=sco&criteria={',
    '?collection=sco&criteria={"x":1}',
    '?collection=sco&criteria={}&position=x',
  ])('require a collection and criteria: %s', async (query) =>
    expect(await service.get(`/v1/commands/events${query}`)).toMatchObject({
      status: 400,
      body: { code: 'PARAMETER_INVALID' },
    }),
  );
});
