import { describe, expect, it } from 'vitest';
import { type ClientResponse, countResponses } from './history.ts';
import { HistoryRecorder } from './history-recorder.ts';

const sent = { name: 'OpenCollection', body: { collection: 'sco' } };
const position = { partition: 0, pseq: 3 };
const refused: ClientResponse = { kind: 'refused', rejections: [], position };

describe('The recorder', () => {
  it('notes in what order commands were asked and answered', async () => {
    const recorder = new HistoryRecorder();
    const [first, second] = [
      Promise.withResolvers<ClientResponse>(),
      Promise.withResolvers<ClientResponse>(),
    ];
    const ana = recorder.createClient('ana', () => first.promise)(sent);
    const ben = recorder.createClient('ben', () => second.promise)(sent);
    second.resolve(refused);
    expect(await ben).toBe(refused);
    first.resolve({ kind: 'invalid' });
    await ana;
    expect(recorder.history.invocations).toEqual([
      { client: 'ana', sent, invokedAt: 1, answeredAt: 4, answer: { kind: 'invalid' } },
      { client: 'ben', sent, invokedAt: 2, answeredAt: 3, answer: refused },
    ]);
  });

  it('takes an answer that never came, or not yet, for unknown', async () => {
    const recorder = new HistoryRecorder();
    await recorder.createClient('ana', () => Promise.reject(new Error('cut')))(sent);
    void recorder.createClient('ben', () => Promise.withResolvers<ClientResponse>().promise)(sent);
    expect(recorder.history.invocations).toMatchObject([
      { answer: { kind: 'unknown', why: 'cut' }, answeredAt: 2 },
      { answer: { kind: 'unknown' }, answeredAt: null },
    ]);
    expect(countResponses(recorder.history)).toEqual({ unknown: 2 });
  });

  it('notes what reads showed, and that a failed one showed nothing', async () => {
    const recorder = new HistoryRecorder();
    const question = { collection: 'sco', fresh: true };
    const seen = { position, events: [] };
    expect(await recorder.recordRead('ana', question, () => Promise.resolve(seen))).toBe(seen);
    expect(
      await recorder.recordRead('ana', question, () => Promise.reject(new Error('cut'))),
    ).toBeUndefined();
    expect(recorder.history.reads).toEqual([
      { client: 'ana', question, invokedAt: 1, answeredAt: 2, seen },
      { client: 'ana', question, invokedAt: 3, answeredAt: null, seen: null },
    ]);
  });

  it('leaves a history alone once it was handed out', async () => {
    const recorder = new HistoryRecorder();
    const answer = Promise.withResolvers<ClientResponse>();
    const asked = recorder.createClient('ana', () => answer.promise)(sent);
    const { history } = recorder;
    answer.resolve(refused);
    await asked;
    expect(history.invocations[0]?.respondedAt).toBeNull();
  });
});
