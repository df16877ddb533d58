import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { draftDocument } from './draft-document.ts';
import { formatCoreFields, toCoreFields, toExpectedFields } from './core-fields.ts';
import { readLanguages } from './testing/language-fixture.ts';

type Facts = readonly Readonly<Record<string, unknown>>[];

/** The first lines of a note, with their facts, and sentences that may follow them. */
interface PhraseGroup {
  readonly opening: string;
  readonly facts: Facts;
  readonly phrases: readonly { readonly text: string; readonly facts: Facts }[];
}

const languages = readLanguages();
const FOLDER = new URL('testing/phrases/', import.meta.url);
const PHRASES = readdirSync(FOLDER).flatMap((file) =>
  (parse(readFileSync(new URL(file, FOLDER), 'utf8')) as readonly PhraseGroup[]).flatMap((group) =>
    group.phrases.map(({ text, facts }) => ({
      language: file.replace('.yaml', ''),
      phrase: text.trim(),
      text: `${group.opening.trim()}\n${text}`,
      facts: [...group.facts, ...facts],
    })),
  ),
);

describe('The draft of a sentence', () => {
  it.each(PHRASES)('has its core fields and no others: $language, $phrase', ({ text, facts }) => {
    const { facts: drafted } = draftDocument(text, languages, { file: 'note.txt' });
    const found = drafted.map((fact) => formatCoreFields(toCoreFields(fact)));
    const expected = facts.map((fact) => formatCoreFields(toExpectedFields(fact)));
    expect(found.toSorted()).toEqual(expected.toSorted());
  });
});
