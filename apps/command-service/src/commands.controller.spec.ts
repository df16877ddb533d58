import { sha256Hex } from '@rapporteur/contracts';
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

describe('Sending a command', () => {
  let served: CommandServiceFixture;

  beforeAll(async () => {
    served = await CommandServiceFixture.start();
    await served.send(openCollection());
    await served.send(registerSource());
  });
  afterAll(() => served[Symbol.asyncDispose]());

  /** Sends what must be refused, and checks that nothing of it was recorded. */
  async function refused(sent: SentCommand, headers: Record<string, string> = {}) {
    const before = await served.readEvents();
    const { status, body } = await served.send(sent, headers);
    expect(await served.readEvents()).toEqual(before);
    return { status, ...body };
  }

  const changed = (n: number, change: (body: Record<string, unknown>) => unknown): SentCommand => {
    const { name, body } = recordMeetingHeld(n);
    return { name, body: change(structuredClone(body)) };
  };

  it('records it, and answers its events, version and position', async () => {
    const { status, headers, body } = await served.send(recordAssessment(1), {
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
      events: [(await served.readEvents()).at(-1)],
      already: [],
      nearMisses: [],
    });
    expect(body['events']).toMatchObject([
      { id: 'one.1', actor: 'ana', type: 'org.rapporteur.assessment-reported.v1' },
    ]);
  });

  it('answers a repeated one as the first time, and says so', async () => {
    const first = await served.send(recordAssessment(2));
    const second = await served.send(recordAssessment(2));
    expect(second.headers.get('rapporteur-repeated')).toBe('true');
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(second.body).toEqual({ ...first.body, repeated: true, already: null });
  });

  it('takes a bare id as well as a quoted one', async () => {
    expect(
      (await served.send(recordAssessment(3), { 'idempotency-key': 'bare-1' })).body['commandId'],
    ).toBe('bare-1');
    expect(
      (await served.send(recordAssessment(3), { 'idempotency-key': '"bare-1"' })).body['repeated'],
    ).toBe(true);
  });

  it('says that nothing is new where everything stands', async () => {
    const { body, headers } = await served.send(recordAssessment(3), {
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

  it('refuses an id that belongs to other content', async () =>
    expect(await refused(recordAssessment(4), { 'idempotency-key': 'bare-1' })).toMatchObject({
      status: 422,
      code: 'COMMAND_ID_REUSED',
    }));

  it('refuses it where the stream has moved on, with both versions', async () => {
    const stale = await refused(recordAssessment(5), { 'if-match': '"1"' });
    expect(stale).toMatchObject({
      status: 412,
      code: 'COMMAND_VERSION_MOVED',
      expectedVersion: 1,
      actualVersion: 4,
      stream: 'source-note',
    });
    expect(
      (await served.send(recordAssessment(5), { 'if-match': '"4"' })).headers.get('etag'),
    ).toBe('"5"');
  });

  it('answers what a dry run would record, and records nothing', async () => {
    const before = await served.readEvents();
    const dry = await served.send(recordAssessment(6), {}, '?dryRun=true');
    expect(dry.body).toMatchObject({
      outcome: 'wouldRecord',
      version: 6,
      events: [{ streamversion: 6 }],
    });
    expect(dry.headers.get('etag')).toBeNull();
    expect(await served.readEvents()).toEqual(before);
    const real = await served.send(recordAssessment(6));
    const idsOf = (body: Record<string, unknown>) =>
      (body['events'] as { id: string }[]).map(({ id }) => id);
    expect(idsOf(real.body)).toEqual(idsOf(dry.body));
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
      changed(1, (body) => ({ ...body, colour: 'red' })),
      400,
      'COMMAND_INVALID',
      'colour',
      /Remove the field/,
    ],
    [
      'a missing field',
      changed(1, ({ body: _left, ...body }) => body),
      400,
      'COMMAND_INVALID',
      'body',
      /Give the field/,
    ],
    [
      'a wrong state code',
      changed(1, (body) => ({
        ...body,
        host: { id: 'XYZ', kind: 'state', nameAsWritten: 'Nowhere' },
      })),
      400,
      'COMMAND_INVALID',
      'host.id',
      /./,
    ],
    [
      'a day that no calendar has',
      changed(1, (body) => ({ ...body, occurredOn: { edtf: '2025-02-29', basis: 'stated' } })),
      400,
      'COMMAND_INVALID',
      'occurredOn.edtf',
      /./,
    ],
    [
      'dates that are reversed',
      changed(1, (body) => ({
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
      changed(1, (body) => ({ ...body, ordinal: { value: 0 } })),
      400,
      'COMMAND_INVALID',
      'ordinal.value',
      /at least 1/,
    ],
    [
      'an ordinal of -1',
      changed(1, (body) => ({ ...body, ordinal: { value: -1 } })),
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
  ])('refuses %s: field, rule and remedy', async (_what, sent, ...[status, code, field, remedy]) =>
    expect(await refused(sent)).toMatchObject({
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
    ['a name that stands twice', '{"collection":"sco","collection":"who"}', 'JSON_NAME_TWICE'],
  ])('refuses %s before it is read as a command', async (_what, text, code) => {
    const { status, body } = await served.post(
      '/v1/commands/RecordMeetingHeld',
      text,
      JSON_HEADERS,
    );
    expect([status, body['code']]).toEqual([400, code]);
    expect(body['errors']).toMatchObject([{ rule: code, remedy: expect.stringMatching(/./) }]);
  });

  it('refuses a body of 10 MB, and one of another type', async () => {
    const large = await served.post(
      '/v1/commands/RecordMeetingHeld',
      'x'.repeat(10_000_000),
      JSON_HEADERS,
    );
    expect([large.status, large.body['code']]).toEqual([413, 'BODY_TOO_LARGE']);
    const text = await served.post('/v1/commands/RecordMeetingHeld', '{}', {
      'content-type': 'text/plain',
    });
    expect([text.status, text.body['code']]).toEqual([415, 'CONTENT_TYPE_UNSUPPORTED']);
  });

  it('refuses a command that is larger than a batch', async () => {
    const { name, body } = recordDocument(1_200);
    expect(await refused({ name, body })).toMatchObject({ status: 413, code: 'COMMAND_TOO_LARGE' });
  });

  it.each([
    ['Idempotency-Key', { 'idempotency-key': 'two words' }],
    ['Idempotency-Key', { 'idempotency-key': '"unfinished' }],
    ['If-Match', { 'if-match': '*' }],
    ['If-Match', { 'if-match': 'W/"1"' }],
    ['If-Match', { 'if-match': '"1", "2"' }],
    ['Rapporteur-Actor', { 'rapporteur-actor': 'two words' }],
  ])('refuses the header %s where it cannot be read: %o', async (name, headers) =>
    expect(await refused(recordAssessment(9), headers as Record<string, string>)).toMatchObject({
      status: 400,
      code: 'HEADER_MALFORMED',
      errors: [{ field: name }],
    }),
  );

  it('refuses parameters it does not know', async () =>
    expect((await served.send(recordAssessment(9), {}, '?dryrun=true')).body).toMatchObject({
      code: 'PARAMETER_UNKNOWN',
    }));

  it('points out an id that nearly equals a known one', async () => {
    await served.send(recordDocument(1, 'annual-report'));
    const { body } = await served.send(recordDocument(2, 'anual-report'), {}, '?dryRun=true');
    expect(body['nearMisses']).toMatchObject([{ id: 'anual-report', near: 'annual-report' }]);
  });

  it('lists every command, and describes each', async () => {
    const { commands } = (await served.get('/v1/commands')).body as {
      commands: { name: string; doc: string }[];
    };
    const { paths, components } = (await served.get('/openapi.json')).body as {
      paths: object;
      components: { schemas: object };
    };
    expect(commands.length).toBeGreaterThan(40);
    for (const { name, doc } of commands) {
      expect(doc).not.toBe('');
      expect(paths).toHaveProperty([`/v1/commands/${name}`, 'post']);
      expect(components.schemas).toHaveProperty([name]);
    }
    const pointed = [...JSON.stringify(paths).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => String(name),
    );
    for (const name of new Set(pointed)) expect(components.schemas).toHaveProperty([name]);
    expect(JSON.stringify(components.schemas)).not.toContain('#/$defs/');
  });

  it('is ready', async () =>
    expect((await served.get('/health/ready')).body).toEqual({
      status: 'ready',
      checks: { log: 'ok', commands: 'ok' },
    }));
});

describe('A passage of a text that is held here', () => {
  const WORDS = 'The first line.\nThe second line, with a 𐍈 in it.\n';
  const sha256 = sha256Hex(WORDS);
  let served: CommandServiceFixture;

  beforeAll(async () => {
    served = await CommandServiceFixture.start();
    await served.send(openCollection());
    const { name, body } = registerSource();
    await served.send({ name, body: { ...body, sha256 } });
    await served.texts.put(sha256, Buffer.from(WORDS));
  });
  afterAll(() => served[Symbol.asyncDispose]());

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
  ])('is refused where it %s', async (_what, change, field) => {
    const { status, body } = await served.send(citing(change));
    expect(status).toBe(422);
    expect(body['errors']).toMatchObject([
      { field, rule: 'COMMAND_PASSAGE_MISMATCH', remedy: expect.stringMatching(/./) },
    ]);
    expect(await served.readEvents()).toHaveLength(3);
  });

  it('is recorded where it is right, counted in whole characters', async () =>
    expect((await served.send(citing({}))).body).toMatchObject({ outcome: 'recorded' }));
});
