import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands.ts';
import { explainIssues } from './schema-issues.ts';
import { EXAMPLES } from './vocabulary.ts';

function explain(type: string, changes: object) {
  const body = { collection: 'sco', ...(EXAMPLES[type] as object), ...changes };
  const parsed = COMMANDS.get(`Record${type}`)?.parse(body);
  return parsed?.ok === false ? explainIssues(parsed.issues, body) : [];
}

describe('What is wrong with a command, in words', () => {
  it.each([
    [{ meeting: undefined }, 'meeting', 'missing', 'is missing'],
    [{ meeting: 7 }, 'meeting', 'type', 'must be a string'],
    [
      { format: 'by post' },
      'format',
      'choice',
      'must be one of in-person, videoconference, hybrid, written',
    ],
    [{ ordinal: { value: 0 } }, 'ordinal.value', 'range', 'is less than 1'],
    [{ ordinal: { value: 2 ** 53 } }, 'ordinal.value', 'range', 'is more than 9007199254740991'],
    [{ ordinal: { value: 1.5 } }, 'ordinal.value', 'type', 'must be an integer'],
    [{ venue: '' }, 'venue', 'range', 'is empty'],
    [{ venue: 'x'.repeat(301) }, 'venue', 'range', 'is longer than 300 characters'],
    [{ colour: 'red' }, '', 'unknown-field', 'holds unknown fields: colour'],
    [
      { places: [{}] },
      'places.0',
      'rule',
      'names neither a place nor a country: give at least one',
    ],
  ])('%j', (changes, field, rule, message) =>
    expect(explain('MeetingHeld', changes)[0]).toEqual({ field, rule, message }),
  );

  it('tells of the shape that a value comes closest to', () => {
    expect(explain('IncidentCondemned', { target: { incident: 'Storm' } })).toMatchObject([
      { field: 'target.incident' },
    ]);
    expect(
      explain('IncidentCondemned', { target: { class: 'piracy', territory: 7 } }),
    ).toMatchObject([{ field: 'target.territory', message: 'must be a string' }]);
  });

  it('tells of everything at once', () =>
    expect(
      explain('MeetingHeld', { meeting: 'M', body: 'B', format: 'x' }).map(({ field }) => field),
    ).toEqual(['meeting', 'body', 'format']));
});
