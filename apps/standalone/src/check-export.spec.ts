import { type Envelope, parseEvent, serializeEvent } from '@rapporteur/contracts';
import { type Bytes, EMPTY_HEAD, encodeWriterOpened } from '@rapporteur/event-log';
import { sampleEvent } from '@rapporteur/testing';
import { describe, expect, it } from 'vitest';
import { checkExport } from './check-export.ts';

const partitions = 2;
const opened = (partition: number): Bytes =>
  encodeWriterOpened({
    partition,
    partitions,
    owner: { instance: 'test' },
    head: EMPTY_HEAD,
    nonce: `nonce-${partition}`,
    now: new Date('2026-01-01T00:00:00.000Z'),
  });
const event = (pseq: number, command: string, overrides: Partial<Envelope> = {}): Bytes =>
  serializeEvent({
    ...parseEvent(sampleEvent({ pseq, term: 1, commandid: command, id: `${command}.1` })),
    ...overrides,
  });
async function* createSource(lines: readonly Bytes[]): AsyncGenerator<readonly Bytes[]> {
  yield lines;
}
const check = (first: readonly Bytes[], second: readonly Bytes[]): Promise<void> =>
  checkExport(
    [first, second].map((lines, partition) => ({ partition, read: () => createSource(lines) })),
    partitions,
  );

describe('A whole export', () => {
  it('is accepted', async () => {
    const first = [opened(0), event(1, 'a'), event(2, 'b')];
    await expect(check(first, [opened(1), event(1, 'c')])).resolves.toBeUndefined();
  });

  it.each([
    ['a gap in its last partition', [event(2, 'c')], /Partition 1: Event 1/],
    ['a command that is also in another partition', [event(1, 'a')], /`a` is also in partition 0/],
    [
      'a command in two places',
      [event(1, 'c'), event(2, 'd'), event(3, 'c')],
      /`c` is also in partition 1/,
    ],
    ['two events with one id', [event(1, 'c'), event(2, 'c')], /another event has its id `c\.1`/],
    [
      'an unknown type',
      [event(1, 'c', { type: 'org.rapporteur.meeting-forgotten.v1' })],
      /this release cannot read it.*meeting-forgotten/,
    ],
    ['an id of another command', [event(1, 'c', { id: 'x.1' })], /does not begin with its command/],
  ])('is rejected with %s, and nothing is restored', async (_, second, message) => {
    await expect(check([opened(0), event(1, 'a')], [opened(1), ...second])).rejects.toMatchObject({
      code: 'LOG_BATCH_INVALID',
      message: expect.stringMatching(message),
    });
  });

  it('has a file of every partition', async () => {
    await expect(
      checkExport([{ partition: 0, read: () => createSource([opened(0)]) }], partitions),
    ).rejects.toThrow(/the partitions 0, and the log has 2/);
  });
});
