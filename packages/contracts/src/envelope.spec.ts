import { CloudEvent } from 'cloudevents';
import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import {
  type Envelope,
  INTEGER_MAX,
  parseEvent,
  parseTrustedEvent,
  serializeEvent,
} from './envelope.ts';
import { EXAMPLES } from './vocabulary.ts';

const event: Envelope = {
  specversion: '1.0',
  id: 'abc.1',
  type: 'org.rapporteur.meeting-held.v1',
  source: '/collections/sco',
  subject: 'meeting-sco-rats-council-44',
  time: '2026-01-02T03:04:05.678Z',
  streamversion: 1,
  pseq: 7,
  term: 1,
  commandid: 'abc',
  commandhash: '0'.repeat(64),
  actor: 'recorder-1',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  data: EXAMPLES['MeetingHeld'] as Record<string, unknown>,
};
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

describe('An event on the wire', () => {
  it('equals the event after parsing', () => {
    expect(parseEvent(serializeEvent(event))).toEqual(event);
    expect(parseTrustedEvent(serializeEvent(event))).toEqual(event);
  });

  it('has the same bytes for any order of keys', () => {
    const reversed = Object.fromEntries(Object.entries(event).toReversed()) as Envelope;
    expect(text(serializeEvent(reversed))).toBe(text(serializeEvent(event)));
  });

  it('has its keys in the order of the wire, without white space', () => {
    const { actor: _actor, ...anonymous } = { ...event, data: { a: [1, 'ü'] } };
    expect(text(serializeEvent(anonymous))).toBe(
      '{"specversion":"1.0","id":"abc.1","type":"org.rapporteur.meeting-held.v1","source":"/collections/sco",' +
        '"subject":"meeting-sco-rats-council-44","time":"2026-01-02T03:04:05.678Z","streamversion":1,"pseq":7,"term":1,' +
        `"commandid":"abc","commandhash":"${'0'.repeat(64)}",` +
        '"traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","data":{"a":[1,"ü"]}}',
    );
  });

  it('is a CloudEvent', () => {
    const parsed = JSON.parse(text(serializeEvent(event))) as Partial<CloudEvent<unknown>>;
    expect(new CloudEvent(parsed).validate()).toBe(true);
    expect(() => new CloudEvent({ ...parsed, source: '' })).toThrow('invalid payload');
  });

  it.each([
    ['an unknown attribute', { colour: 'red' }],
    ['another version of the specification', { specversion: '0.3' }],
    ['an id without its number', { id: 'abc' }],
    ['a type with another prefix', { type: 'com.example.meeting-held.v1' }],
    ['a source without a collection', { source: '/collections/' }],
    ['a time without milliseconds', { time: '2026-01-02T03:04:05Z' }],
    ['a time in another zone', { time: '2026-01-02T03:04:05.678+01:00' }],
    ['a time that is not in the calendar', { time: '2026-02-30T03:04:05.678Z' }],
    ['a stream version of 0', { streamversion: 0 }],
    ['a pseq of -1', { pseq: -1 }],
    ['a pseq beyond 32 bits', { pseq: INTEGER_MAX + 1 }],
    ['a term of 0', { term: 0 }],
    ['a command id with a space', { commandid: 'a b' }],
    ['a short hash', { commandhash: 'abc' }],
    ['data that are a string', { data: 'text' }],
  ])('is rejected with %s', (_, change) =>
    expect(() => parseEvent(bytesOf({ ...event, ...change }))).toThrow(ZodError),
  );

  it('is rejected if its bytes are not UTF-8 or begin with a byte order mark', () => {
    const bytes = serializeEvent(event);
    expect(() => parseEvent(Uint8Array.of(...bytes.subarray(0, -1), 0xff, 0x7d))).toThrow(
      TypeError,
    );
    expect(() => parseEvent(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes))).toThrow(SyntaxError);
  });
});
