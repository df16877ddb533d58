import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { KnownBody } from './draft.ts';
import { draftDocument } from './draft-document.ts';
import { onceBy } from './language/cues.ts';
import { formatCoreFields, toCoreFields, toExpectedFields } from './core-fields.ts';
import { type DocumentFields, toDocumentFields } from './document-fields.ts';
import { readLanguages } from './testing/language-fixture.ts';
import { submitDraft } from './testing/submitted-draft.ts';

interface MadeUpNote {
  readonly name: string;
  readonly published?: string;
  readonly bodies?: readonly KnownBody[];
  readonly text: string;
  readonly document?: DocumentFields;
  readonly facts: readonly Readonly<Record<string, unknown>>[];
  readonly contradictions?: readonly string[];
}

const languages = readLanguages();
const FOLDER = new URL('testing/notes/', import.meta.url);
const NOTES = readdirSync(FOLDER).flatMap((file) => {
  const yaml = readFileSync(new URL(file, FOLDER), 'utf8');
  return (parse(yaml) as readonly MadeUpNote[]).map((note) => ({
    ...note,
    language: file.replace('.yaml', ''),
  }));
});

/** Each note is drafted once for all tests. */
const draft = onceBy((note: MadeUpNote) =>
  draftDocument(note.text, languages, {
    file: 'note.txt',
    published: note.published,
    bodies: note.bodies,
  }),
);

describe('The draft of a note', () => {
  it.each(NOTES.map((note) => [note.language, note.name, note] as const))(
    'has the core fields and no others: %s, %s',
    (_language, _name, note) => {
      const drafted = draft(note).facts.map((fact) => formatCoreFields(toCoreFields(fact)));
      const expected = note.facts.map((fact) => formatCoreFields(toExpectedFields(fact)));
      expect(drafted.toSorted()).toEqual(expected.toSorted());
    },
  );

  it.each(
    NOTES.flatMap((note) =>
      note.document === undefined ? [] : [[note.language, note.name, note.document, note] as const],
    ),
  )(
    'has the values of the document: %s, %s',
    (_language, _name, { citations = [], ...values }, note) => {
      const expected = { ...values, citations: citations.toSorted() };
      expect(toDocumentFields(draft(note))).toEqual(expected);
    },
  );

  it.each(NOTES.map((note) => [note.language, note.name, note] as const))(
    'is a submission without problems: %s, %s',
    (_language, _name, note) => {
      expect(submitDraft(draft(note), note.text).problems).toEqual([]);
    },
  );

  it.each(NOTES.map((note) => [note.language, note.name, note] as const))(
    'flags the values that contradict each other: %s, %s',
    (_language, _name, note) => {
      const fields = draft(note).contradictions.map(({ field }) => field);
      expect(fields).toEqual(note.contradictions ?? []);
    },
  );

  it.each(NOTES.map((note) => [note.language, note.name, note] as const))(
    'has each verb as it is written: %s, %s',
    (_language, _name, note) => {
      const text = note.text.replaceAll(/\s+/g, ' ').toLowerCase();
      const written = draft(note).facts.flatMap(({ fields: { verbAsWritten } }) =>
        typeof verbAsWritten === 'string' ? [verbAsWritten.toLowerCase()] : [],
      );
      expect(written.filter((verb) => !text.includes(verb))).toEqual([]);
    },
  );

  it('reads each list of those who attended from its beginning', () => {
    const text = [
      'Communiqué de la 7e session du Conseil des Ports',
      "La 7e session du Conseil des Ports s'est tenue à Dakar (Sénégal) le 4 mai 2031.",
      'Étaient présents :',
      'Ont pris part à la session le Mali et le Niger.',
    ].join('\n');
    const { facts } = draftDocument(text, languages, { file: 'note.txt' });
    const attended = facts.filter(({ type }) => type === 'DelegationAttended');
    expect(attended.map(({ words }) => words)).toEqual(['le Mali', 'le Niger']);
  });
});
