import { describe, expect, it } from 'vitest';
import { type ClientResponse, countResponses } from './history.ts';
import { HistoryRecorder } from './history-recorder.ts';

const request = { name: 'OpenCollection', body: { collection: 'sco' } };
const position = { partition: 0, pseq: 3 };
const refused: ClientResponse = { kind: 'refused', rejections: [], position };

describe('The history recorder', () => {
  it('records the order of requests and responses', async () => {
    const recorder = new HistoryRecorder();
    const first = Promise.withResolvers<ClientResponse>();
    const second = Promise.withResolvers<ClientResponse>();

    const ana = recorder.createClient('ana', () => first.promise)(request);
    const ben = recorder.createClient('ben', () => second.promise)(request);
    second.resolve(refused);
    expect(await ben).toBe(refused);
    first.resolve({ kind: 'invalid' });
    await ana;

    expect(recorder.history.invocations).toEqual([
      { client: 'ana', request, invokedAt: 1, respondedAt: 4, response: { kind: 'invalid' } },
      { client: 'ben', request, invokedAt: 2, respondedAt: 3, response: refused },
    ]);
  });

  it('records a failed or pending request as unknown', async () => {
    const recorder = new HistoryRecorder();
    await recorder.createClient('ana', () => Promise.reject(new Error('cut')))(request);
    const pending = Promise.withResolvers<ClientResponse>();
    void recorder.createClient('ben', () => pending.promise)(request);

    expect(recorder.history.invocations).toMatchObject([
      { response: { kind: 'unknown', why: 'cut' }, respondedAt: 2 },
      { response: { kind: 'unknown' }, respondedAt: null },
    ]);
    expect(countResponses(recorder.history)).toEqual({ unknown: 2 });
  });

  it('records the result of a read, and null for a failed read', async () => {
    const recorder = new HistoryRecorder();
    const readRequest = { collection: 'sco', fresh: true };
    const result = { position, events: [] };
    expect(await recorder.recordRead('ana', readRequest, () => Promise.resolve(result))).toBe(
      result,
    );
    expect(
      await recorder.recordRead('ana', readRequest, () => Promise.reject(new Error('cut'))),
    ).toBeUndefined();

    expect(recorder.history.reads).toEqual([
      { client: 'ana', request: readRequest, invokedAt: 1, respondedAt: 2, result },
      { client: 'ana', request: readRequest, invokedAt: 3, respondedAt: null, result: null },
    ]);
  });

  it('returns a copy of the history', async () => {
    const recorder = new HistoryRecorder();
    const response = Promise.withResolvers<ClientResponse>();
    const submitted = recorder.createClient('ana', () => response.promise)(request);
    const { history } = recorder;

    response.resolve(refused);
    await submitted;
    expect(history.invocations[0]?.respondedAt).toBeNull();
  });
});
