import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands.ts';
import { toFieldErrors } from './field-errors.ts';
import { EXAMPLES } from './vocabulary.ts';

function listErrors(name: string, body: unknown) {
  const command = COMMANDS.get(name);
  const parsed = command?.parse(body);
  if (parsed?.ok !== false) throw new Error(`${name} must reject the body.`);
  return toFieldErrors(parsed.issues, body, command?.schema);
}

function listErrorsOfFact(type: string, changes: object) {
  const example = EXAMPLES[type] as object;
  return listErrors(`Record${type}`, { collection: 'sco', ...example, ...changes });
}

describe('The field errors of a command', () => {
  it.each([
    [{ meeting: undefined }, 'meeting', 'FIELD_TYPE_WRONG', 'is missing', 'Give the field.'],
    [{ meeting: 7 }, 'meeting', 'FIELD_TYPE_WRONG', 'must be a string', 'Give a string.'],
    [
      { format: 'hibrid' },
      'format',
      'FIELD_VALUE_WRONG',
      'must be one of in-person, videoconference, hybrid, written',
      'Did you mean `hybrid`? Give one of in-person, videoconference, hybrid, written.',
    ],
    [
      { ordinal: { value: 0 } },
      'ordinal.value',
      'FIELD_TOO_SMALL',
      'must be at least 1',
      'Give at least 1.',
    ],
    [
      { ordinal: { value: 2 ** 53 } },
      'ordinal.value',
      'FIELD_TOO_LARGE',
      'must be at most 9007199254740991',
      'Give at most 9007199254740991.',
    ],
    [
      { ordinal: { value: 1.5 } },
      'ordinal.value',
      'FIELD_TYPE_WRONG',
      'must be an integer',
      'Give an integer.',
    ],
    [
      { venue: '' },
      'venue',
      'FIELD_TOO_SMALL',
      'must not be empty',
      'Give a value, or leave the field out.',
    ],
    [
      { venue: 'x'.repeat(301) },
      'venue',
      'FIELD_TOO_LARGE',
      'must have at most 300 characters',
      'Give at most 300 characters.',
    ],
    [
      { places: [{}] },
      'places.0',
      'FIELD_VALUE_WRONG',
      'must have a name, a country or both',
      'Correct the value as the message says.',
    ],
    [
      { ordnal: { value: 44 } },
      'ordnal',
      'FIELD_UNKNOWN',
      'is not a known field',
      'Did you mean `ordinal`?',
    ],
    [
      { ordinal: { value: 44, colour: 'red' } },
      'ordinal.colour',
      'FIELD_UNKNOWN',
      'is not a known field',
      'Remove the field or correct its name.',
    ],
  ])('%j', (changes, field, rule, message, remedy) =>
    expect(listErrorsOfFact('MeetingHeld', changes)[0]).toEqual({ field, rule, message, remedy }),
  );

  it('describe the branch of a union that the value fits best', () => {
    expect(listErrorsOfFact('IncidentCondemned', { target: { incident: 'Storm' } })).toMatchObject([
      { field: 'target.incident' },
    ]);
    expect(
      listErrorsOfFact('IncidentCondemned', { target: { class: 'piracy', territory: 7 } }),
    ).toMatchObject([{ field: 'target.territory', message: 'must be a string' }]);
  });

  it('describe all wrong fields at once', () =>
    expect(
      listErrorsOfFact('MeetingHeld', { meeting: 'M', body: 'B', format: 'x' }).map(
        ({ field }) => field,
      ),
    ).toEqual(['meeting', 'body', 'format']));

  it('suggest a similar fact type', () =>
    expect(listErrors('RecordDocument', { facts: [{ type: 'MetingHeld' }] })).toContainEqual(
      expect.objectContaining({
        field: 'facts.0.type',
        remedy: expect.stringMatching(/^Did you mean `MeetingHeld`\?/),
      }),
    ));

  it('suggest a similar field of a fact in a document', () =>
    expect(
      listErrors('RecordDocument', {
        facts: [{ type: 'MeetingHeld', ...(EXAMPLES['MeetingHeld'] as object), ordnal: 7 }],
      }),
    ).toContainEqual(
      expect.objectContaining({ field: 'facts.0.ordnal', remedy: 'Did you mean `ordinal`?' }),
    ));

  it('name a fact without a type', () =>
    expect(listErrors('RecordDocument', { facts: [{}] })).toContainEqual(
      expect.objectContaining({ field: 'facts.0.type', message: 'is missing' }),
    ));

  it('are limited in number', () =>
    expect(
      listErrors('RecordDocument', { facts: Array.from({ length: 500 }, () => ({})) }),
    ).toHaveLength(50));
});
