import { describe, expect, it } from 'vitest';
import { languageIsPlain, measureLanguage } from './language-rules.ts';

const check = (text: string, path = 'packages/domain/src/decide.ts') =>
  languageIsPlain([{ path, text: `${FILLER}${text}` }]).map(({ line, message }) => ({
    line,
    message,
  }));

// So many plain words and short lines that one fault exceeds no share.
const FILLER = `${`// ${'plain words '.repeat(7)}\n`.repeat(400)}\n`;
const FIRST_LINE = 402;

describe('Plain language', () => {
  it('accepts a plain comment and message', () =>
    expect(
      check("/** Returns the state of the partition. */\nconst message = 'Unknown field.';"),
    ).toEqual([]));

  it.each([
    ['/** What a command comes to. */', 'What'],
    ['// It is committed. Who waits for it is answered.', 'Who'],
    ['/**\n * The fold: Else it is ignored.\n */', 'Else'],
  ])('rejects a sentence that begins with a banned word: %s', (comment, word) =>
    expect(check(comment)).toEqual([
      { line: FIRST_LINE, message: `begins a sentence with "${word}"` },
    ]),
  );

  it.each([
    ['/** The rooms of the repository. */', 'rooms'],
    ['// The sender is told at once.', 'is told'],
    ['const message = `${field} is no date`;', 'is no date'],
    ["const message = 'This is none of ours.';", 'is none of'],
  ])('rejects a phrase of the old dialect: %s', (text, phrase) =>
    expect(check(text)).toEqual([{ line: FIRST_LINE, message: `says "${phrase}"` }]),
  );

  it('rejects a type name that two files declare', () =>
    expect(
      languageIsPlain([
        { path: 'a.ts', text: 'export interface Position {}\n' },
        { path: 'b.ts', text: 'type Position = number;\n' },
      ]),
    ).toEqual([{ path: 'a.ts', message: 'declares Position, as b.ts does' }]));

  it('rejects too many question words', () =>
    expect(
      languageIsPlain([{ path: 'a.ts', text: '// It says what it knows of who asked.\n' }]),
    ).toMatchObject([{ path: '.', message: expect.stringContaining('250.0 question words') }]));

  it('rejects too many long lines', () =>
    expect(
      languageIsPlain([{ path: 'a.ts', text: `const a = '${'x'.repeat(100)}';\nf();\n` }]),
    ).toMatchObject([{ message: expect.stringContaining('33.33 % of 3 lines') }]));

  it('ignores tests', () =>
    expect(check('/** What a command comes to. */', 'a/decide.spec.ts')).toEqual([]));

  it('counts lines after joined comments', () =>
    expect(check('// One.\n// Two.\n// Three.\nf();\n// Whoever asks.')).toMatchObject([
      { line: FIRST_LINE + 4, message: 'begins a sentence with "Whoever"' },
      { line: FIRST_LINE + 4, message: 'says "Whoever"' },
    ]));
});

describe('The measure', () => {
  it('counts comment words, returns and lines', () =>
    expect(
      measureLanguage([{ path: 'a.ts', text: '// Returns one word.\nconst a = "what"; // who\n' }]),
    ).toMatchObject({
      commentWords: 4,
      questionWordsPerThousand: 250,
      returnsPerThousand: 250,
      lines: 3,
      longLinesPercent: 0,
    }));
});
