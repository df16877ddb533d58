import { EXAMPLES, serializeEvent } from '@rapporteur/contracts';
import type { Envelope } from '@rapporteur/contracts';
import type { LogBatch } from '@rapporteur/event-log';
import { sampleEnvelope } from '@rapporteur/event-log/sample-events';
import { describe, expect, it } from 'vitest';
import { EMPTY_PARTITION_STATE, foldBatch, type PartitionState } from './partition-state.ts';

const opened = sampleEnvelope({
  type: 'org.rapporteur.collection-opened.v1',
  subject: 'collection-sco',
  commandid: 'one',
  commandhash: 'a'.repeat(64),
  data: EXAMPLES['CollectionOpened'] as Envelope['data'],
});

function batchOf(...events: readonly Envelope[]): LogBatch {
  const { pseq, term, time } = events.at(-1) ?? opened;
  const recorded = events.map((event) => ({ bytes: serializeEvent(event), event }));
  return { events: recorded, ignored: [], atEnd: true, head: { pseq, term, time } };
}

const merged = (given: Partial<Envelope>): Envelope =>
  sampleEnvelope({
    pseq: 2,
    type: 'org.rapporteur.records-merged.v1',
    subject: 'meeting-b',
    commandid: 'two',
    data: EXAMPLES['RecordsMerged'] as Envelope['data'],
    ...given,
  });

const fold = (...events: readonly Envelope[]): PartitionState =>
  foldBatch(EMPTY_PARTITION_STATE, batchOf(...events));

describe('Folding the log into the partition state', () => {
  it('holds the version of each stream and the events of each command', () => {
    const state = fold(opened, merged({}), merged({ pseq: 3, streamversion: 2, id: 'two.2' }));
    const collection = state.collections.get('sco');
    expect(collection?.versions.toJSON()).toEqual({ 'collection-sco': 1, 'meeting-b': 2 });
    expect(collection?.commands.toJSON()).toEqual({
      one: { hash: 'a'.repeat(64), first: 1, count: 1 },
      two: { hash: '', first: 2, count: 2 },
    });
    expect(state.head).toEqual({ pseq: 3, term: 1, time: opened.time });
  });

  it('keeps the older state unchanged', () => {
    const before = fold(opened);
    foldBatch(before, batchOf(merged({})));
    expect(before.collections.get('sco')?.versions.toJSON()).toEqual({ 'collection-sco': 1 });
    expect(EMPTY_PARTITION_STATE.collections.keys()).toEqual([]);
  });

  it('holds the owner of the last WriterOpened', () => {
    const writer = {
      type: 'org.rapporteur.writer-opened.v1',
      source: '/log',
      subject: 'writer-0',
      pseq: 0,
    };
    const data = { partitions: 1, owner: 'instance-1', url: null };
    expect(fold(sampleEnvelope({ ...writer, term: 7, data })).owner).toEqual({
      instance: 'instance-1',
      term: 7,
    });
    const reachable = sampleEnvelope({ ...writer, data: { ...data, url: 'http://instance' } });
    expect(fold(reachable).owner).toMatchObject({ url: 'http://instance' });
  });

  it.each([
    ['skips a version of its stream', merged({ streamversion: 2 })],
    ['continues a command after another one', merged({ commandid: 'one', id: 'one.2', pseq: 5 })],
  ])('rejects an event that %s', (_label, event) =>
    expect(() => fold(opened, event)).toThrow(
      expect.objectContaining({ code: 'LOG_EVENT_DEFECTIVE' }),
    ),
  );

  it('rejects an event of a collection that is not open', () =>
    expect(() => fold(merged({}))).toThrow(
      expect.objectContaining({ code: 'LOG_EVENT_DEFECTIVE' }),
    ));

  it('rejects an event of an unknown type', () =>
    expect(() => fold(opened, merged({ type: 'org.rapporteur.unheard-of.v1' }))).toThrow(
      expect.objectContaining({ code: 'CONTRACTS_EVENT_UNKNOWN' }),
    ));
});
