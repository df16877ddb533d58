import { isJsonFields } from './words/json-object.ts';
import { around } from './words/list-words.ts';
import { formatFieldName } from './words/value-words.ts';
import { Fields } from './fields.ts';

const SPEAKER_WORDS: Readonly<Record<string, string>> = {
  own: 'own words',
  attributed: 'attributed',
  narrated: 'narrated',
  metadata: 'about the document',
};

/** Returns one line for each statement behind the values of a row: `held on: 1 June 2026 (…)`. */
export function listStatementNotes(row: Fields): readonly string[] {
  const statements = row.get('statements');
  if (!isJsonFields(statements)) return [];
  return Object.entries(statements).flatMap(([property, list]) =>
    Array.isArray(list)
      ? list.map((one) => `${formatFieldName(property)}: ${formatStatement(new Fields(one))}`)
      : [],
  );
}

function formatStatement(statement: Fields): string {
  const speaker = statement.text('speaker');
  statement.skip('event', 'events');
  const value = statement.words('value') ?? 'not stated';
  const notes = [
    speaker === null ? null : (SPEAKER_WORDS[speaker] ?? speaker),
    around('said by ', statement.words('saidBy')),
    around('in ', statement.named('document')),
    around('collection ', statement.text('collection')),
    ...statement.rest().map(([name]) => `${formatFieldName(name)}: ${statement.words(name) ?? ''}`),
  ].filter((note) => note !== null);
  return notes.length === 0 ? value : `${value} (${notes.join(', ')})`;
}
