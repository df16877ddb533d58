import {
  recordAssessment,
  recordMeetingHeld,
  openCollection,
  recordDocument,
  registerSource,
} from '@rapporteur/command-runtime/sample-commands';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  JSON_HEADERS,
  type SentCommand,
  CommandServiceFixture,
} from './testing/command-service-fixture.ts';

describe('Submitting a command', () => {
  let service: CommandServiceFixture;

  beforeAll(async () => {
    service = await CommandServiceFixture.start();
    await service.send(openCollection());
    await service.send(registerSource());
  });
  afterAll(() => service[Symbol.asyncDispose]());

  /** Submits an invalid command, and checks that nothing was recorded. */
  async function submitInvalid(sent: SentCommand, headers: Record<string, string> = {}) {
    const before = await service.readEvents();
    const { status, body } = await service.send(sent, headers);
    expect(await service.readEvents()).toEqual(before);
    return { status, ...body };
  }

  const changeMeeting = (
    n: number,
    change: (body: Record<string, unknown>) => unknown,
  ): SentCommand => {
    const { name, body } = recordMeetingHeld(n);
    return { name, body: change(structuredClone(body)) };
  };

  it('records it, and returns its events, version and position', async () => {
    const { status, headers, body } = await service.send(recordAssessment(1), {
      'rapporteur-actor': 'ana',
      'idempotency-key': '"one"',
    });
    expect([status, headers.get('etag'), headers.get('rapporteur-position')]).toEqual([
      200,
      '"2"',
      '0:4',
    ]);
    expect(headers.get('rapporteur-repeated')).toBeNull();
    expect(body).toEqual({
      outcome: 'recorded',
      commandId: 'one',
      repeated: false,
      collection: 'sco',
      stream: 'source-note',
      version: 2,
      position: '0:4',
      events: [(await service.readEvents()).at(-1)],
      already: [],
      nearMisses: [],
    });
    expect(body['events']).toMatchObject([
      { id: 'one.1', actor: 'ana', type: 'org.rapporteur.assessment-reported.v1' },
    ]);
  });

  it('returns the first response of a repeated command, marked as repeated', async () => {
    const first = await service.send(recordAssessment(2));
    const second = await service.send(recordAssessment(2));
    expect(second.headers.get('rapporteur-repeated')).toBe('true');
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(second.body).toEqual({ ...first.body, repeated: true, already: null });
  });

  it('accepts a bare id and a quoted one', async () => {
    expect(
      (await service.send(recordAssessment(3), { 'idempotency-key': 'bare-1' })).body['commandId'],
    ).toBe('bare-1');
    expect(
      (await service.send(recordAssessment(3), { 'idempotency-key': '"bare-1"' })).body['repeated'],
    ).toBe(true);
  });

  it('returns that nothing is new if every fact is recorded', async () => {
    const { body, headers } = await service.send(recordAssessment(3), {
      'idempotency-key': 'another',
    });
    expect(body).toMatchObject({
      outcome: 'unchanged',
      events: [],
      already: ['bare-1.1'],
      repeated: false,
    });
    expect(headers.get('etag')).toBe('"4"');
  });

  it('rejects an id that was used for other content', async () =>
    expect(await submitInvalid(recordAssessment(4), { 'idempotency-key': 'bare-1' })).toMatchObject(
      {
        status: 422,
        code: 'COMMAND_ID_REUSED',
      },
    ));

  it('rejects a stale version, and returns both versions', async () => {
    const stale = await submitInvalid(recordAssessment(5), { 'if-match': '"1"' });
    expect(stale).toMatchObject({
      status: 412,
      code: 'COMMAND_VERSION_MOVED',
      expectedVersion: 1,
      actualVersion: 4,
      stream: 'source-note',
    });
    expect(
      (await service.send(recordAssessment(5), { 'if-match': '"4"' })).headers.get('etag'),
    ).toBe('"5"');
  });

  it('returns what a dry run would record, and records nothing', async () => {
    const before = await service.readEvents();
    const dry = await service.send(recordAssessment(6), {}, '?dryRun=true');
    expect(dry.body).toMatchObject({
      outcome: 'wouldRecord',
      version: 6,
      events: [{ streamversion: 6 }],
    });
    expect(dry.headers.get('etag')).toBeNull();
    expect(await service.readEvents()).toEqual(before);
    const real = await service.send(recordAssessment(6));
    const listIds = (body: Record<string, unknown>) =>
      (body['events'] as { id: string }[]).map(({ id }) => id);
    expect(listIds(real.body)).toEqual(listIds(dry.body));
  });

  it.each([
    [
      'an unknown command',
      { name: 'RecordMetingHeld', body: {} },
      404,
      'COMMAND_UNKNOWN',
      'name',
      /RecordMeetingHeld/,
    ],
    [
      'an unknown field',
      changeMeeting(1, (body) => ({ ...body, colour: 'red' })),
      400,
      'COMMAND_INVALID',
      'colour',
      /Remove the field/,
    ],
    [
      'a missing field',
      changeMeeting(1, ({ body: _omitted, ...body }) => body),
      400,
      'COMMAND_INVALID',
      'body',
      /Give the field/,
    ],
    [
      'a wrong state code',
      changeMeeting(1, (body) => ({
        ...body,
        host: { id: 'XYZ', kind: 'state', nameAsWritten: 'Nowhere' },
      })),
      400,
      'COMMAND_INVALID',
      'host.id',
      /./,
    ],
    [
      'an impossible date',
      changeMeeting(1, (body) => ({
        ...body,
        occurredOn: { edtf: '2025-02-29', basis: 'stated' },
      })),
      400,
      'COMMAND_INVALID',
      'occurredOn.edtf',
      /./,
    ],
    [
      'reversed dates',
      changeMeeting(1, (body) => ({
        ...body,
        occurredOn: { edtf: '2025-09-11/2025-09-10', basis: 'stated' },
      })),
      400,
      'COMMAND_INVALID',
      'occurredOn.edtf',
      /./,
    ],
    [
      'an ordinal of 0',
      changeMeeting(1, (body) => ({ ...body, ordinal: { value: 0 } })),
      400,
      'COMMAND_INVALID',
      'ordinal.value',
      /at least 1/,
    ],
    [
      'an ordinal of -1',
      changeMeeting(1, (body) => ({ ...body, ordinal: { value: -1 } })),
      400,
      'COMMAND_INVALID',
      'ordinal.value',
      /at least 1/,
    ],
    [
      'an unknown collection',
      recordMeetingHeld(1, 'nowhere'),
      422,
      'COMMAND_REFUSED',
      'collection',
      /OpenCollection/,
    ],
  ])(
    'rejects %s with field, rule and remedy',
    async (_label, sent, ...[status, code, field, remedy]) =>
      expect(await submitInvalid(sent)).toMatchObject({
        status,
        code,
        errors: expect.arrayContaining([
          expect.objectContaining({ field, remedy: expect.stringMatching(remedy) }),
        ]),
      }),
  );

  it.each([
    ['malformed JSON', '{"collection": "sco",', 'JSON_MALFORMED'],
    ['an ordinal of 2^53', '{"ordinal":{"value":9007199254740992}}', 'JSON_NUMBER_TOO_LARGE'],
    ['a lone surrogate', '{"title":"\\ud800"}', 'JSON_LONE_SURROGATE'],
    ['a repeated name', '{"collection":"sco","collection":"who"}', 'JSON_NAME_TWICE'],
  ])('rejects %s before it parses the command', async (_label, text, code) => {
    const { status, body } = await service.post(
      '/v1/commands/RecordMeetingHeld',
      text,
      JSON_HEADERS,
    );
    expect([status, body['code']]).toEqual([400, code]);
    expect(body['errors']).toMatchObject([{ rule: code, remedy: expect.stringMatching(/./) }]);
  });

  it('rejects a body of 10 MB, and one of another type', async () => {
    const large = await service.post(
      '/v1/commands/RecordMeetingHeld',
      'x'.repeat(10_000_000),
      JSON_HEADERS,
    );
    expect([large.status, large.body['code']]).toEqual([413, 'BODY_TOO_LARGE']);
    const text = await service.post('/v1/commands/RecordMeetingHeld', '{}', {
      'content-type': 'text/plain',
    });
    expect([text.status, text.body['code']]).toEqual([415, 'CONTENT_TYPE_UNSUPPORTED']);
  });

  it('rejects a command that is larger than a batch', async () => {
    const { name, body } = recordDocument(1_200);
    expect(await submitInvalid({ name, body })).toMatchObject({
      status: 413,
      code: 'COMMAND_TOO_LARGE',
    });
  });

  it.each([
    ['Idempotency-Key', { 'idempotency-key': 'two words' }],
    ['Idempotency-Key', { 'idempotency-key': '"unfinished' }],
    ['If-Match', { 'if-match': '*' }],
    ['If-Match', { 'if-match': 'W/"1"' }],
    ['If-Match', { 'if-match': '"1", "2"' }],
    ['Rapporteur-Actor', { 'rapporteur-actor': 'two words' }],
  ])('rejects a malformed header %s: %o', async (name, headers) =>
    expect(
      await submitInvalid(recordAssessment(9), headers as Record<string, string>),
    ).toMatchObject({
      status: 400,
      code: 'HEADER_MALFORMED',
      errors: [{ field: name }],
    }),
  );

  it('rejects an unknown parameter', async () =>
    expect((await service.send(recordAssessment(9), {}, '?dryrun=true')).body).toMatchObject({
      code: 'PARAMETER_UNKNOWN',
    }));

  it('returns an id that is similar to a known one', async () => {
    await service.send(recordDocument(1, 'annual-report'));
    const { body } = await service.send(recordDocument(2, 'anual-report'), {}, '?dryRun=true');
    expect(body['nearMisses']).toMatchObject([{ id: 'anual-report', near: 'annual-report' }]);
  });

  it('lists and describes every command', async () => {
    const { commands } = (await service.get('/v1/commands')).body as {
      commands: { name: string; doc: string }[];
    };
    const { paths, components } = (await service.get('/openapi.json')).body as {
      paths: object;
      components: { schemas: object };
    };
    expect(commands.length).toBeGreaterThan(40);
    for (const { name, doc } of commands) {
      expect(doc).not.toBe('');
      expect(paths).toHaveProperty([`/v1/commands/${name}`, 'post']);
      expect(components.schemas).toHaveProperty([name]);
    }
    const referenced = [
      ...JSON.stringify(paths).matchAll(/"#\/components\/schemas\/([^"]+)"/g),
    ].map(([, name]) => String(name));
    for (const name of new Set(referenced)) expect(components.schemas).toHaveProperty([name]);
    expect(JSON.stringify(components.schemas)).not.toContain('#/$defs/');
  });

  it('is ready', async () =>
    expect((await service.get('/health/ready')).body).toEqual({
      status: 'ready',
      checks: { log: 'ok', commands: 'ok' },
    }));
});
