import { describe, expect, it } from 'vitest';
import { CATALOGUE } from './catalogue.ts';
import { findReferences } from './references.ts';
import { EXAMPLES } from './vocabulary.ts';

function referencesOf(type: string, changes: object = {}) {
  const { schema } = CATALOGUE.getDefinition(type);
  const data = schema.parse({ ...(EXAMPLES[type] as object), ...changes });
  return findReferences(schema, data).map((reference) => {
    const what =
      'id' in reference
        ? reference.id
        : 'actor' in reference
          ? reference.actor.id
          : reference.passage.line;
    return `${reference.path} → ${reference.to} ${what}`;
  });
}

describe('The references of an event', () => {
  it('are found with their paths, in schema order', () =>
    expect(
      referencesOf('MeetingHeld', {
        host: { id: 'KGZ', kind: 'state', nameAsWritten: 'K' },
        prepares: 'm-2',
      }),
    ).toEqual([
      'meeting → meeting sco-rats-council-44',
      'body → body sco-rats-council',
      'host → actor KGZ',
      'prepares → meeting m-2',
      'assertion.passages.0 → passage 2',
    ]));

  it('are found in lists and in each branch of a union', () => {
    const perpetrators = ['ISR', 'USA'].map((id) => ({ id, kind: 'state', nameAsWritten: id }));
    expect(referencesOf('IncidentCondemned', { perpetrators })).toEqual([
      'condemner → actor sco-rats-council',
      'target.incident → incident strikes-on-iran-2025',
      'perpetrators.0 → actor ISR',
      'perpetrators.1 → actor USA',
      'assertion.passages.0 → passage 2',
    ]);
    expect(
      referencesOf('IncidentCondemned', { target: { class: 'terrorist-acts' } }),
    ).not.toContain('target.incident');
  });

  it('are found in the assertion', () => {
    const { assertion } = EXAMPLES['MeetingChaired'] as { assertion: object };
    const said = {
      ...assertion,
      statedIn: 'declaration',
      attributedTo: { id: 'x', kind: 'person', nameAsWritten: 'X' },
    };
    expect(referencesOf('MeetingChaired', { assertion: said })).toEqual([
      'meeting → meeting sco-rats-council-44',
      'chairs.0 → actor KGZ',
      'assertion.passages.0 → passage 2',
      'assertion.attributedTo → actor x',
      'assertion.statedIn → document declaration',
    ]);
  });

  it('do not include fields that are not stated', () =>
    expect(referencesOf('SourceDocumentRegistered')).toEqual([
      'document → document rats-council-44-note',
    ]));
});
