import { COMMANDS } from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import { toFieldErrors } from './zod-issues.ts';

function errorsOf(name: string, body: unknown) {
  const parsed = COMMANDS.get(name)?.parse(body);
  if (parsed?.ok !== false) throw new Error('it was let through');
  return toFieldErrors(parsed.issues, body);
}

describe('What is wrong with a command', () => {
  it('names the fields that are missing', () =>
    expect(errorsOf('OpenCollection', {})).toContainEqual({
      field: 'collection',
      rule: 'FIELD_TYPE_WRONG',
      message: 'is missing',
      remedy: 'Give the field.',
    }));

  it('names a field that is unknown', () =>
    expect(errorsOf('OpenCollection', { titel: 'x' })).toContainEqual({
      field: 'titel',
      rule: 'FIELD_UNKNOWN',
      message: 'is no field of this',
      remedy: 'Leave it out, or correct its name.',
    }));

  it('guesses the type of fact that was meant', () =>
    expect(errorsOf('RecordDocument', { facts: [{ type: 'MetingHeld' }] })).toContainEqual(
      expect.objectContaining({
        field: 'facts.0.type',
        remedy: expect.stringMatching(/^Did you mean MeetingHeld\?/),
      }),
    ));

  it('says so when a fact has no type', () =>
    expect(errorsOf('RecordDocument', { facts: [{}] })).toContainEqual(
      expect.objectContaining({ field: 'facts.0.type', message: 'is missing' }),
    ));

  it('lists a bounded number of faults', () =>
    expect(
      errorsOf('RecordDocument', { facts: Array.from({ length: 500 }, () => ({})) }),
    ).toHaveLength(50));
});
