import { formatEventId, parseEventId } from '@rapporteur/contracts';
import { describe, expect, it, test } from 'vitest';
import type { EventIndexEntry } from './event-index-entry.ts';
import { groupEvents, type IndexedEvent, listEntryEvents } from './event-index.ts';
import { encodeCommandId } from './stored-command.ts';

const TIME = '2026-01-01T00:00:00.000Z';

function indexedEvent(pseq: number, changes: Partial<IndexedEvent> = {}): IndexedEvent {
  return {
    partition: 0,
    pseq,
    eventId: `c.${pseq}`,
    collection: 'sco',
    type: 'MeetingHeld',
    wireType: 'org.rapporteur.meeting-held.v1',
    stream: `meeting-${pseq}`,
    streamVersion: 1,
    term: 1,
    recordedAt: TIME,
    commandId: 'c',
    actor: null,
    ...changes,
  };
}

function readBack(events: readonly IndexedEvent[]): readonly IndexedEvent[] {
  return groupEvents(events).flatMap((row) =>
    listEntryEvents({ ...row, recordedAt: new Date(row.recordedAt) } satisfies EventIndexEntry),
  );
}

describe('The rows of the event index', () => {
  it('hold the events of a command in one row', () => {
    const events = [4, 5, 6].map((pseq) => indexedEvent(pseq));

    expect(groupEvents(events)).toMatchObject([{ firstPseq: 4, lastPseq: 6, firstNumber: 4 }]);
    expect(readBack(events)).toEqual(events);
  });

  it.each([
    { differs: 'command', next: { commandId: 'd', eventId: 'd.5' } },
    { differs: 'collection', next: { collection: 'eaeu' } },
    { differs: 'time', next: { recordedAt: '2026-01-01T00:00:01.000Z' } },
    { differs: 'term', next: { term: 2 } },
    { differs: 'actor', next: { actor: 'one' } },
    { differs: 'number', next: { eventId: 'c.7' } },
    { differs: 'position', next: { pseq: 6 } },
  ])('begin anew where the $differs differs', ({ next }) => {
    const events = [indexedEvent(4), indexedEvent(5, next)];

    expect(groupEvents(events)).toHaveLength(2);
    expect(readBack(events)).toEqual(events);
  });
});

test('an event id is that of its command with a number', () => {
  expect(parseEventId('a.b.12')).toEqual({ commandId: 'a.b', number: 12 });
  expect(formatEventId({ commandId: 'a.b', number: 12 })).toBe('a.b.12');
  expect(parseEventId('a')).toEqual({ commandId: 'a', number: 0 });
});

test('a hash is stored as its bytes, and another id as its characters', () => {
  expect(encodeCommandId('0a'.repeat(32))).toBe(String.raw`\x${'0a'.repeat(32)}`);
  expect(encodeCommandId('c1')).toBe(String.raw`\x6331`);
  expect(encodeCommandId('c'.repeat(32))).toHaveLength(2 + 2 * 33);
});
