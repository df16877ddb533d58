import { describe, expect, it } from 'vitest';
import { getAddressedStream } from './decide.ts';
import {
  BASIC_RECORD,
  given,
  recordMeetingHeld,
  parseTestCommand,
  type TestCommand,
} from './testing/given-when-then.ts';

function skip(command: string, projection = 'timeline'): TestCommand {
  return {
    name: 'SkipProjection',
    body: { projection, command, reason: 'It cannot be shown there.' },
  };
}

const retraction: TestCommand = {
  name: 'RetractRecord',
  body: { target: 'c5.1', reason: 'Wrong.', evidence: { note: 'A letter' } },
};

describe('Skipping a command in a read model', () => {
  it('records an event in the stream of the read model', () => {
    const [event] = given(...BASIC_RECORD, recordMeetingHeld()).when(skip('c5')).events;
    expect(event).toMatchObject({
      type: 'ProjectionSkipped',
      stream: 'projection-timeline',
      data: { projection: 'timeline', command: 'c5', reason: 'It cannot be shown there.' },
    });
    expect(getAddressedStream(parseTestCommand(skip('c5')))).toBe('projection-timeline');
  });

  it.each([
    ['opens the collection', 'c1'],
    ['registers', 'c2'],
    ['retracts', 'c6'],
  ])('accepts a command that %s', (_what, command) => {
    expect(
      given(...BASIC_RECORD, recordMeetingHeld(), retraction).when(skip(command)).types,
    ).toEqual(['ProjectionSkipped']);
  });

  it('records one event for each read model', () => {
    const skipped = given(...BASIC_RECORD, skip('c1'));
    expect(skipped.when(skip('c1')).decision).toEqual({ kind: 'nothing', already: ['c5.1'] });
    expect(skipped.when(skip('c1', 'decisions')).types).toEqual(['ProjectionSkipped']);
  });

  it('rejects an unknown command', () => {
    expect(given(...BASIC_RECORD).when(skip('elsewhere')).rejections).toEqual([
      'DOMAIN_COMMAND_UNKNOWN command',
    ]);
  });

  it('leaves the facts of the record unchanged', () => {
    const commands = [...BASIC_RECORD, recordMeetingHeld()];
    expect(given(...commands, skip('c5')).state?.facts).toEqual(given(...commands).state?.facts);
  });
});
