/** A recorder whose clock was ahead: its events have times that are later than now. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAdoptionCorrection } from './testing/adoption-correction.ts';
import { useQueryService } from './testing/use-query-service.ts';

const service = useQueryService();
const PATH = 'collections/sco/corrections';
const MINUTE_MS = 60_000;

let end = '';
/** The time of the last event, a correction; the event before it is an hour older. */
let recordedMs = 0;

beforeAll(async () => {
  const { record } = service();
  await record.submit('CorrectRecord', createAdoptionCorrection(record.findEventId('B26')));
  await service().project();
  const { body } = await service().query('corrections');
  end = body.position;
  recordedMs = Date.parse(body.data[0]?.recordedAt ?? '');
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: recordedMs - 30 * MINUTE_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

const formatTime = (ms: number): string => new Date(ms).toISOString();
const readAt = async (asOfRecorded: string) => {
  const response = await service().get(`/v1/${PATH}?asOfRecorded=${asOfRecorded}`);
  return { status: response.status, text: await response.text() };
};

describe('A record with an event that is later than now', () => {
  it('is complete on the present day', async () => {
    const { status, text } = await readAt(formatTime(Date.now()).slice(0, 10));
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ position: end, data: [{}] });
  });

  it('rejects a time after which that event may have been recorded, and says why', async () => {
    const { status, text } = await readAt(formatTime(Date.now() - MINUTE_MS));
    expect(status).toBe(400);
    expect(text).toContain(`the next event has the time ${formatTime(recordedMs)}, later than now`);
    expect(text).toContain(`Name a position (${end})`);
  });

  it('answers for a time before another event that is not later than now', async () => {
    const { status, text } = await readAt(formatTime(recordedMs - 400 * 24 * 60 * MINUTE_MS));
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ position: '0:-1', data: [] });
  });
});
