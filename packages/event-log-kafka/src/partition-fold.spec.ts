import { sampleEvent, type SampleEventFields } from '@rapporteur/event-log/sample-events';
import { EMPTY_HEAD } from '@rapporteur/event-log';
import { describe, expect, it } from 'vitest';
import { CONTENT_TYPES } from './fence.ts';
import { PartitionFold } from './partition-fold.ts';
import { NO_ORIGIN, type ReadBatch } from './record-batch.ts';

const encoder = new TextEncoder();
const opened = (pseq: number, term: number): SampleEventFields => ({
  pseq,
  term,
  type: 'org.rapporteur.writer-opened.v1',
  data: { partitions: 1 },
});

/** Returns a batch at an offset. A string stands for a record of that content type. */
function batch(
  baseOffset: number,
  contents: (SampleEventFields | string)[],
  producerId = 1n,
): ReadBatch {
  const records = contents.map((content, index) => ({
    offset: baseOffset + index,
    key: null,
    value: Buffer.from(typeof content === 'string' ? encoder.encode('{}') : sampleEvent(content)),
    contentType: typeof content === 'string' ? content : CONTENT_TYPES.event,
  }));
  return {
    ...NO_ORIGIN,
    producerId,
    baseOffset,
    lastOffset: baseOffset + contents.length - 1,
    appendedMs: 0,
    records,
  };
}

function fold(...batches: ReadBatch[]): PartitionFold {
  const folded = new PartitionFold({ head: EMPTY_HEAD, nextOffset: 0 });
  for (const each of batches) folded.foldBatch(each);
  return folded;
}

const pseqsOf = (folded: PartitionFold): number[] =>
  folded.drain().events.map(({ event }) => event.pseq);

describe('The fold of a Kafka partition', () => {
  it('accepts consecutive events across batches and terms', () => {
    const folded = fold(
      batch(0, [opened(0, 1)]),
      batch(1, [{ pseq: 1 }, { pseq: 2 }]),
      batch(3, [opened(3, 2)]),
    );
    expect(folded.head).toMatchObject({ pseq: 3, term: 2, hint: '3' });
    expect(folded.nextOffset).toBe(4);
    expect(pseqsOf(folded)).toEqual([0, 1, 2, 3]);
  });

  it('continues within a batch from its position', () => {
    const folded = new PartitionFold({ head: { pseq: 1, term: 1, time: '' }, nextOffset: 2 });
    folded.foldBatch(batch(0, [opened(0, 1), { pseq: 1 }, { pseq: 2 }, { pseq: 3 }]));
    const { events, ignored } = folded.drain();
    expect([events.map(({ event }) => event.pseq), ignored]).toEqual([[2, 3], []]);
  });

  it('ignores and reports late events', () => {
    const folded = fold(
      batch(0, [opened(0, 1), { pseq: 1 }]),
      batch(2, [opened(2, 2)]),
      batch(3, [{ pseq: 2 }, { pseq: 3 }]),
    );
    expect(folded.head).toMatchObject({ pseq: 2, term: 2 });
    expect(folded.drain().ignored.map(({ location: at }) => at)).toEqual(['offset 3', 'offset 4']);
  });

  it('ignores an event whose bytes are not UTF-8', () => {
    const damaged = batch(1, [{ pseq: 1, data: { title: 'é' } }]);
    const records = damaged.records.map((record) => ({
      ...record,
      // The bytes of é in windows-1252.
      value: Buffer.from(String(record.value).replace('é', '\xE9'), 'latin1'),
    }));
    const folded = fold(batch(0, [opened(0, 1)]), { ...damaged, records });
    expect(folded.drain()).toMatchObject({
      events: [{ event: { pseq: 0 } }],
      ignored: [{ location: 'offset 1' }],
    });
  });

  it('reports foreign records, a run of them once, and no fences', () => {
    const mixed = [
      'text/plain',
      'text/plain',
      opened(0, 1),
      CONTENT_TYPES.fence,
      'x',
      { pseq: 1 },
      CONTENT_TYPES.event,
    ];
    const { ignored } = fold(batch(0, mixed)).drain();
    expect(ignored.map(({ location: at }) => at)).toEqual([
      'offsets 0 to 1',
      'offset 4',
      'offset 6',
    ]);
  });

  it('skips batches that it cannot decode', () => {
    const compressed = { ...batch(1, []), lastOffset: 90 };
    const folded = fold(batch(0, [opened(0, 1)]), compressed, batch(91, [{ pseq: 1 }]));
    expect(folded.drain().ignored).toEqual([
      { reason: 'foreign record', location: 'offsets 1 to 90' },
    ]);
    expect(folded.head).toMatchObject({ pseq: 1, hint: '91' });
  });

  it.each([
    ['of the current term', { pseq: 3, term: 1 }],
    ['of a later term', { pseq: 3, term: 2 }],
    ['of a WriterOpened', opened(3, 2)],
  ])('stops at a gap before an event %s', (_, event) => {
    const folded = fold(batch(0, [opened(0, 1), { pseq: 1 }]));
    expect(() => folded.foldBatch(batch(2, [event]))).toThrow(
      expect.objectContaining({ code: 'LOG_GAP_FOUND' }),
    );
  });

  it('does not report a gap before an event of an earlier term, whose writer may not know the later one', () => {
    const folded = fold(
      batch(0, [opened(0, 1), { pseq: 1 }]),
      batch(2, [opened(2, 2)]),
      batch(3, [{ pseq: 9 }]),
    );
    expect([folded.head.pseq, folded.drain().ignored.length]).toEqual([2, 1]);
  });

  it('stops at an event recorded before its predecessor', () => {
    const folded = fold(batch(0, [opened(0, 1), { pseq: 1 }]));
    const early = batch(2, [{ pseq: 2, time: '1999-01-01T00:00:00.000Z' }]);
    expect(() => folded.foldBatch(early)).toThrow(
      expect.objectContaining({ code: 'LOG_EVENT_DEFECTIVE' }),
    );
  });

  it('remembers the producers since the last valid WriterOpened, also of fences and ignored events', () => {
    const folded = fold(batch(0, [opened(0, 1)], 1n), batch(1, [{ pseq: 1 }], 1n));
    expect([...folded.producers]).toEqual([1n]);
    folded.foldBatch(batch(2, [CONTENT_TYPES.fence], 2n));
    folded.foldBatch(batch(3, [opened(2, 2)], 2n));
    expect([...folded.producers]).toEqual([2n]);
    folded.foldBatch(batch(4, [{ pseq: 2 }], 1n));
    folded.foldBatch(batch(5, ['text/plain'], 3n));
    expect([...folded.producers]).toEqual([2n, 1n]);
  });

  it('returns its first head until an event is folded', () => {
    const head = { pseq: 4, term: 1, time: 't', hint: 'stale' };
    expect(new PartitionFold({ head, nextOffset: 9 }).head).toBe(head);
  });
});
