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

const lineOf = ({ name, body }: SentCommand, more: object = {}): string =>
  JSON.stringify({ name, body, ...more });
const SET_UP = [lineOf(openCollection()), lineOf(registerSource())];

describe('Sending many commands', () => {
  let served: CommandServiceFixture;
  beforeEach(async () => {
    served = await CommandServiceFixture.start();
  });
  afterEach(() => served[Symbol.asyncDispose]());

  const outcomesOf = (results: readonly Record<string, unknown>[]) =>
    results.map(({ outcome }) => outcome);
  const summaryOf = (results: readonly Record<string, unknown>[]) => results.at(-1)?.['summary'];

  it('answers one result a line, in order, and a summary', async () => {
    const results = await served.bulk([
      ...SET_UP,
      lineOf(recordAssessment(1), { idempotencyKey: 'one' }),
      lineOf(recordAssessment(1), { idempotencyKey: 'one' }),
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

  it('passes over a bad line, the 500th, and records all others', async () => {
    const lines = Array.from({ length: 998 }, (_, n) =>
      n === 497 ? '{"name": "RecordMeetingHeld", ' : lineOf(recordMeetingHeld(n + 1)),
    );
    const results = await served.bulk([...SET_UP, ...lines]);
    expect(results.map(({ line }) => line).slice(0, -1)).toEqual(
      Array.from({ length: 1_000 }, (_, n) => n + 1),
    );
    expect(results[499]).toMatchObject({
      line: 500,
      outcome: 'problem',
      problem: { status: 400, code: 'JSON_MALFORMED' },
    });
    expect(summaryOf(results)).toMatchObject({ lines: 1_000, recorded: 999, problems: 1 });
    expect(await served.readEvents()).toHaveLength(3 + 997);
  });

  it('gives each bad line a problem of its own', async () => {
    const long = lineOf(recordAssessment(1, 'sco', 'x'.repeat(LINE_BYTES_MAX)));
    const bad = [
      '[]',
      '{"body":{}}',
      '{"name":"OpenCollection"}',
      '{"name":"X","body":{},"extra":1}',
      lineOf(recordAssessment(1), { idempotencyKey: 'a b' }),
      lineOf(recordAssessment(1), { expectedVersion: 0.5 }),
      lineOf(recordAssessment(1), { expectedVersion: 7 }),
      lineOf(recordMeetingHeld(1, 'nowhere')),
      '{"a":1,"a":2}',
      long,
    ];
    const results = await served.bulk([...SET_UP, ...bad]);
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
    expect(await served.readEvents()).toHaveLength(3);
  });

  it('decides lines in their order, however long their passages take to look up', async () => {
    const words = 'x'.repeat(2_000_000);
    const sha256 = sha256Hex(words);
    await served.texts.put(sha256, Buffer.from(words));
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
      outcomesOf(
        await served.bulk([
          lineOf(openCollection()),
          lineOf(slow),
          '{"name":"Unknown","body":{}}',
          lineOf(citing),
        ]),
      ),
    ).toEqual(['recorded', 'recorded', 'problem', 'recorded', undefined]);
  });

  it('passes over empty lines, and takes a last one without its end', async () => {
    const results = await served.bulk([
      '',
      ...SET_UP,
      '',
      `${lineOf(recordAssessment(1))}\n\n${lineOf(recordAssessment(2))}`,
    ]);
    expect(results.map(({ line }) => line)).toEqual([2, 3, 5, 7, undefined]);
  });

  it('records nothing in a dry run', async () => {
    await served.bulk(SET_UP);
    const results = await served.bulk(
      [lineOf(recordAssessment(1)), lineOf(recordAssessment(2))],
      '?dryRun=true',
    );
    expect(summaryOf(results)).toMatchObject({ wouldRecord: 2 });
    expect(await served.readEvents()).toHaveLength(3);
  });

  it('changes nothing when it is sent again, and says so', async () => {
    const lines = [
      ...SET_UP,
      ...Array.from({ length: 100 }, (_, n) => lineOf(recordMeetingHeld(n + 1))),
    ];
    await served.bulk(lines);
    expect(summaryOf(await served.bulk(lines))).toMatchObject({
      lines: 102,
      recorded: 0,
      repeated: 102,
    });
    expect(await served.readEvents()).toHaveLength(103);
  });

  it('refuses headers that belong to one command, and other types of body', async () => {
    const headers = { 'content-type': 'application/x-ndjson', 'idempotency-key': '"one"' };
    expect((await served.post('/v1/commands', SET_UP.join('\n'), headers)).body).toMatchObject({
      code: 'HEADER_MALFORMED',
    });
    const json = { 'content-type': 'application/json' };
    expect((await served.post('/v1/commands', '{}', json)).body).toMatchObject({
      code: 'CONTENT_TYPE_UNSUPPORTED',
    });
  });

  it('answers while more is still being sent, and survives a sender who breaks off', async () => {
    const sending = request(`${served.url}/v1/commands`, {
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
    sending.write(`${SET_UP[0]}\n`);
    expect(JSON.parse((await first).split('\n')[0] ?? '')).toMatchObject({
      line: 1,
      outcome: 'recorded',
    });
    sending.write(`${SET_UP[1]}\n{"name": "half a li`);
    sending.destroy();
    expect((await served.get('/health/live')).status).toBe(200);
    expect((await served.send(recordMeetingHeld(1), {}, '?dryRun=true')).status).toBeLessThan(500);
  });
});

describe('A stream of commands', () => {
  it('is read no further ahead of the results taken than it may be', async () => {
    let given = 0;
    const lines = async function* () {
      for (; ; given += 1) yield Buffer.from(`${lineOf(recordAssessment(given))}\n`);
    };
    const unavailable = Promise.resolve({ kind: 'unavailable', retryAfterSeconds: 1 } as const);
    const results = runBulk(lines(), () => unavailable);
    for (let taken = 1; taken <= 500; taken += 1) {
      await results.next();
      // One more is being read, and one is begun.
      expect(given).toBeLessThanOrEqual(taken + IN_FLIGHT_MAX + 2);
    }
    await results.return(undefined);
  });

  it('is not read on while nothing comes of what was read', async () => {
    let given = 0;
    const lines = async function* () {
      for (; ; given += 1) yield Buffer.from(`${lineOf(recordAssessment(given))}\n`);
    };
    const { promise: never } = Promise.withResolvers<never>();
    const results = runBulk(lines(), () => never);
    void results.next();
    for (let turn = 0; turn < 5_000; turn += 1) await nextTurn();
    expect(given).toBe(IN_FLIGHT_MAX);
  });

  it('ends with the fault of whoever breaks it off, even if nobody waits for the next line just then', async () => {
    const lines = async function* () {
      for (let n = 0; n < IN_FLIGHT_MAX; n += 1)
        yield Buffer.from(`${lineOf(recordAssessment(n))}\n`);
      throw new Error('reset by peer');
    };
    const outcome = Promise.withResolvers<CommandOutcome>();
    const results = runBulk(lines(), () => outcome.promise);
    const first = results.next();
    // As many lines as may be are waiting, so the next is not looked at: its fault must not end the process.
    for (let turn = 0; turn < 5_000; turn += 1) await nextTurn();
    outcome.resolve({ kind: 'unavailable', retryAfterSeconds: 1 });
    expect((await first).value).toContain('COMMAND_UNAVAILABLE');
    await expect(Array.fromAsync(results)).rejects.toThrow('reset by peer');
  });
});
