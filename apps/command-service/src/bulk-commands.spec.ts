import { request } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CommandOutcome } from '@rapporteur/command-runtime';
import { sha256Hex } from '@rapporteur/contracts';
import {
  recordAssessment,
  recordMeetingHeld,
  openCollection,
  registerSource,
} from '@rapporteur/command-runtime/sample-commands';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runBulk, IN_FLIGHT_MAX } from './bulk-commands.ts';
import { LINE_BYTES_MAX } from './ndjson-lines.ts';
import { type SentCommand, CommandServiceFixture } from './testing/command-service-fixture.ts';

const formatLine = ({ name, body }: SentCommand, more: object = {}): string =>
  JSON.stringify({ name, body, ...more });
const SETUP_LINES = [formatLine(openCollection()), formatLine(registerSource())];

describe('Submitting many commands', () => {
  let service: CommandServiceFixture;
  beforeEach(async () => {
    service = await CommandServiceFixture.start();
  });
  afterEach(() => service[Symbol.asyncDispose]());

  const listOutcomes = (results: readonly Record<string, unknown>[]) =>
    results.map(({ outcome }) => outcome);
  const getSummary = (results: readonly Record<string, unknown>[]) => results.at(-1)?.['summary'];

  it('returns one result for each line, in order, and a summary', async () => {
    const results = await service.bulk([
      ...SETUP_LINES,
      formatLine(recordAssessment(1), { idempotencyKey: 'one' }),
      formatLine(recordAssessment(1), { idempotencyKey: 'one' }),
    ]);
    expect(results).toMatchObject([
      {
        line: 1,
        outcome: 'recorded',
        position: '0:2',
        events: [expect.stringMatching(/\.1$/), expect.stringMatching(/\.2$/)],
      },
      { line: 2, outcome: 'recorded' },
      {
        line: 3,
        outcome: 'recorded',
        commandId: 'one',
        repeated: false,
        version: 2,
        events: ['one.1'],
      },
      { line: 4, outcome: 'recorded', commandId: 'one', repeated: true },
      {
        summary: { lines: 4, recorded: 3, repeated: 1, unchanged: 0, problems: 0, position: '0:4' },
      },
    ]);
  });

  it('keeps the first line after a byte order mark', async () => {
    const [first = '', second = ''] = SETUP_LINES;
    const results = await service.bulk([`\uFEFF${first}`, second, '{"name":1234567890123456789}']);
    expect(results).toMatchObject([
      { line: 1, outcome: 'recorded' },
      { line: 2, outcome: 'recorded' },
      { line: 3, problem: { code: 'JSON_NUMBER_TOO_LARGE' } },
      { summary: { lines: 3, recorded: 2, problems: 1 } },
    ]);
  });

  it('continues after an invalid line', async () => {
    const lines = Array.from({ length: 998 }, (_, n) =>
      n === 497 ? '{"name": "RecordMeetingHeld", ' : formatLine(recordMeetingHeld(n + 1)),
    );
    const results = await service.bulk([...SETUP_LINES, ...lines]);
    expect(results.map(({ line }) => line).slice(0, -1)).toEqual(
      Array.from({ length: 1_000 }, (_, n) => n + 1),
    );
    expect(results[499]).toMatchObject({
      line: 500,
      outcome: 'problem',
      problem: { status: 400, code: 'JSON_MALFORMED' },
    });
    expect(getSummary(results)).toMatchObject({ lines: 1_000, recorded: 999, problems: 1 });
    expect(await service.readEvents()).toHaveLength(3 + 997);
  });

  it('returns a problem for each invalid line', async () => {
    const long = formatLine(recordAssessment(1, 'sco', 'x'.repeat(LINE_BYTES_MAX)));
    const invalid = [
      '[]',
      '{"body":{}}',
      '{"name":"OpenCollection"}',
      '{"name":"X","body":{},"extra":1}',
      formatLine(recordAssessment(1), { idempotencyKey: 'a b' }),
      formatLine(recordAssessment(1), { expectedVersion: 0.5 }),
      formatLine(recordAssessment(1), { expectedVersion: 7 }),
      formatLine(recordMeetingHeld(1, 'nowhere')),
      '{"a":1,"a":2}',
      long,
    ];
    const results = await service.bulk([...SETUP_LINES, ...invalid]);
    expect(results.slice(2, -1).map(({ problem }) => (problem as { code: string }).code)).toEqual([
      'LINE_INVALID',
      'LINE_INVALID',
      'COMMAND_INVALID',
      'LINE_INVALID',
      'HEADER_MALFORMED',
      'LINE_INVALID',
      'COMMAND_VERSION_MOVED',
      'COMMAND_REFUSED',
      'JSON_NAME_TWICE',
      'LINE_TOO_LONG',
    ]);
    expect(await service.readEvents()).toHaveLength(3);
  });

  it('decides lines in their order, even if the passages of one take longer to check', async () => {
    const words = 'x'.repeat(2_000_000);
    const sha256 = sha256Hex(words);
    await service.texts.put(sha256, Buffer.from(words));
    const passages = Array.from({ length: 20 }, (_, n) => ({
      document: 'note',
      documentSha256: sha256,
      start: n,
      end: n + 1,
      line: 1,
      sha256: sha256Hex('x'),
    }));
    const { name, body } = registerSource();
    const slow = { name, body: { ...body, sha256, assertion: { modality: 'metadata', passages } } };
    const after = recordAssessment(1);
    const citing = {
      ...after,
      body: { ...after.body, assertion: { modality: 'narrated', passages: passages.slice(0, 1) } },
    };
    expect(
      listOutcomes(
        await service.bulk([
          formatLine(openCollection()),
          formatLine(slow),
          '{"name":"Unknown","body":{}}',
          formatLine(citing),
        ]),
      ),
    ).toEqual(['recorded', 'recorded', 'problem', 'recorded', undefined]);
  });

  it('skips empty lines, and accepts a last line without a newline', async () => {
    const results = await service.bulk([
      '',
      ...SETUP_LINES,
      '',
      `${formatLine(recordAssessment(1))}\n\n${formatLine(recordAssessment(2))}`,
    ]);
    expect(results.map(({ line }) => line)).toEqual([2, 3, 5, 7, undefined]);
  });

  it('records nothing in a dry run', async () => {
    await service.bulk(SETUP_LINES);
    const results = await service.bulk(
      [formatLine(recordAssessment(1)), formatLine(recordAssessment(2))],
      '?dryRun=true',
    );
    expect(getSummary(results)).toMatchObject({ wouldRecord: 2 });
    expect(await service.readEvents()).toHaveLength(3);
  });

  it('records nothing when it is repeated, and reports that', async () => {
    const lines = [
      ...SETUP_LINES,
      ...Array.from({ length: 100 }, (_, n) => formatLine(recordMeetingHeld(n + 1))),
    ];
    await service.bulk(lines);
    expect(getSummary(await service.bulk(lines))).toMatchObject({
      lines: 102,
      recorded: 0,
      repeated: 102,
    });
    expect(await service.readEvents()).toHaveLength(103);
  });

  it('rejects headers of a single command, and other types of body', async () => {
    const headers = { 'content-type': 'application/x-ndjson', 'idempotency-key': '"one"' };
    expect(
      (await service.post('/v1/commands', SETUP_LINES.join('\n'), headers)).body,
    ).toMatchObject({
      code: 'HEADER_MALFORMED',
    });
    const json = { 'content-type': 'application/json' };
    expect((await service.post('/v1/commands', '{}', json)).body).toMatchObject({
      code: 'CONTENT_TYPE_UNSUPPORTED',
    });
  });

  it('returns results while lines are still sent, and survives a disconnect', async () => {
    const sending = request(`${service.url}/v1/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
    });
    sending.on('error', () => undefined);
    const first = new Promise<string>((resolve) => {
      sending.on('response', (response) => {
        response.on('error', () => undefined);
        response.once('data', (chunk: Buffer) => resolve(chunk.toString()));
      });
    });
    sending.write(`${SETUP_LINES[0]}\n`);
    expect(JSON.parse((await first).split('\n')[0] ?? '')).toMatchObject({
      line: 1,
      outcome: 'recorded',
    });
    sending.write(`${SETUP_LINES[1]}\n{"name": "half a li`);
    sending.destroy();
    expect((await service.get('/health/live')).status).toBe(200);
    expect((await service.send(recordMeetingHeld(1), {}, '?dryRun=true')).status).toBeLessThan(500);
  });
});

describe('A bulk stream', () => {
  it('reads a limited number of lines ahead of the results', async () => {
    let read = 0;
    const lines = async function* () {
      for (; ; read += 1) yield Buffer.from(`${formatLine(recordAssessment(read))}\n`);
    };
    const unavailable = Promise.resolve({ kind: 'unavailable', retryAfterSeconds: 1 } as const);
    const results = runBulk(lines(), () => unavailable);
    for (let taken = 1; taken <= 500; taken += 1) {
      await results.next();
      // One more line is being read, and one is started.
      expect(read).toBeLessThanOrEqual(taken + IN_FLIGHT_MAX + 2);
    }
    await results.return(undefined);
  });

  it('stops reading while no command has a result', async () => {
    let read = 0;
    const lines = async function* () {
      for (; ; read += 1) yield Buffer.from(`${formatLine(recordAssessment(read))}\n`);
    };
    const { promise: never } = Promise.withResolvers<never>();
    const results = runBulk(lines(), () => never);
    void results.next();
    for (let turn = 0; turn < 5_000; turn += 1) await nextTurn();
    expect(read).toBe(IN_FLIGHT_MAX);
  });

  it('lets other work have its turn, even if all lines are there and invalid', async () => {
    let turns = 0;
    const count = (): void => {
      turns += 1;
      other = setImmediate(count);
    };
    let other = setImmediate(count);
    const lines = async function* () {
      yield Buffer.from('{}\n'.repeat(20_000));
    };
    const results = await Array.fromAsync(runBulk(lines(), () => Promise.reject(new Error())));
    clearImmediate(other);
    expect(results).toHaveLength(20_001);
    expect(turns).toBeGreaterThan(5);
  });

  it('ends with the error of a disconnect, even if the next line is not awaited', async () => {
    const lines = async function* () {
      for (let n = 0; n < IN_FLIGHT_MAX; n += 1)
        yield Buffer.from(`${formatLine(recordAssessment(n))}\n`);
      throw new Error('reset by peer');
    };
    const outcome = Promise.withResolvers<CommandOutcome>();
    const results = runBulk(lines(), () => outcome.promise);
    const first = results.next();
    // The limit is reached, so the next line is not awaited: its error must not end the process.
    for (let turn = 0; turn < 5_000; turn += 1) await nextTurn();
    outcome.resolve({ kind: 'unavailable', retryAfterSeconds: 1 });
    expect((await first).value).toContain('COMMAND_UNAVAILABLE');
    await expect(Array.fromAsync(results)).rejects.toThrow('reset by peer');
  });
});
