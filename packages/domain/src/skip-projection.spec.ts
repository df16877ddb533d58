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

describe('Leaving a command out of a read model', () => {
  it('is an event of the read model’s own stream', () => {
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
  ])('can be said of one that %s', (_what, command) => {
    expect(
      given(...BASIC_RECORD, recordMeetingHeld(), retraction).when(skip(command)).types,
    ).toEqual(['ProjectionSkipped']);
  });

  it('is recorded once for each read model', () => {
    const skipped = given(...BASIC_RECORD, skip('c1'));
    expect(skipped.when(skip('c1')).decision).toEqual({ kind: 'nothing', already: ['c5.1'] });
    expect(skipped.when(skip('c1', 'decisions')).types).toEqual(['ProjectionSkipped']);
  });

  it('is refused for a command that the record does not know', () => {
    expect(given(...BASIC_RECORD).when(skip('elsewhere')).rejections).toEqual([
      'DOMAIN_COMMAND_UNKNOWN command',
    ]);
  });

  it('leaves what the record says as it is', () => {
    const told = [...BASIC_RECORD, recordMeetingHeld()];
    expect(given(...told, skip('c5')).state?.facts).toEqual(given(...told).state?.facts);
  });
});
