import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { draftDocument } from '../draft-document.ts';
import { parseLanguageFile } from '../language/language-file.ts';
import { NumberWords } from '../language/number-words.ts';
import { compilePattern } from '../language/pattern.ts';
import { listNeededLiterals } from './regexp-literals.ts';
import { ExpressionIndex, SearchExpression } from './search-expression.ts';
import { createForms } from '../language/slot-forms.ts';
import { readLanguages } from '../testing/language-fixture.ts';

const NOTES = new URL('../testing/notes/', import.meta.url);
const readTexts = (language: string): readonly string[] =>
  readdirSync(NOTES)
    .filter((file) => file.startsWith(language))
    .flatMap((file) => parse(readFileSync(new URL(file, NOTES), 'utf8')) as { text: string }[])
    .map(({ text }) => text);
/** Returns some of the items, from all parts of the list: the time of a test does not grow with the fixtures. */
const sample = <T>(items: readonly T[], count: number): readonly T[] => {
  const step = Math.max(1, Math.ceil(items.length / count));
  return items.filter((_, index) => index % step === 0);
};
const CODES = ['en', 'fr', 'ru', 'zh'];
const LANGUAGES = new URL('../../languages/', import.meta.url);

function readRules(language: string): readonly SearchExpression[] {
  const name = `${language}.yaml`;
  const file = parseLanguageFile(name, readFileSync(new URL(name, LANGUAGES), 'utf8'));
  const forms = createForms(file, new NumberWords(file));
  return file.rules.flatMap(({ patterns }) =>
    patterns.map((pattern) => compilePattern(pattern, forms).expression),
  );
}

describe('A search expression', () => {
  it('hides no match of a rule', () => {
    const hidden: string[] = [];
    const { mayMatch } = SearchExpression.prototype;
    let tests = 0;
    SearchExpression.prototype.mayMatch = function (text) {
      tests += 1;
      if (mayMatch.call(this, text)) return true;
      if (getRegExp(this.source).test(text)) hidden.push(`${this.source} in ${text}`);
      return false;
    };
    const languages = readLanguages();
    // Each expression is tried on each text without its test.
    const texts = sample(CODES.flatMap(readTexts), 24);
    for (const text of texts) draftDocument(text, languages, { file: 'note.txt' });
    SearchExpression.prototype.mayMatch = mayMatch;
    expect(tests).toBeGreaterThan(5000);
    expect(hidden).toEqual([]);
  }, 120_000);

  it.each(CODES)(
    'is found by an index if it has a match, in the language %s',
    (language) => {
      const rules = readRules(language);
      const index = new ExpressionIndex(rules, (expression) => expression);
      const lines = sample(
        readTexts(language).flatMap((text) => text.split('\n')),
        150,
      );
      const missed = lines.flatMap((line) => {
        const found = new Set(index.find(line));
        return rules.filter((one) => !found.has(one) && getRegExp(one.source).test(line));
      });
      expect(missed).toEqual([]);
    },
    120_000,
  );

  it.each(CODES)(
    'finds in common letters what the long classes find, in the language %s',
    (code) => {
      const rules = readRules(code);
      const lines = sample(
        readTexts(code).flatMap((text) => text.split('\n')),
        50,
      );
      const found = lines.flatMap((line) => rules.map((rule) => rule.exec(line)?.[0]));
      const expected = lines.flatMap((line) =>
        rules.map((rule) => getRegExp(rule.source).exec(line)?.[0]),
      );
      expect(found).toEqual(expected);
    },
    120_000,
  );

  it.each([
    ['(?:[aA](?:dopted|pproved))\\s+[tT]he', [['adopted the', 'approved the']]],
    ['(?<subject_0>[^;]{2,400})\\s+[wW]as\\s+[hH]eard', [[' was heard']]],
    [
      'the (?:very )?(?:[hH]igh|[lL]ow)[^.]{1,9}pier',
      [['the very high', 'the very low', 'the high', 'the low'], ['pier']],
    ],
    ['(?<=are planned .{0,80})', [['are planned ']]],
    ['(?<!\\p{L})(?:in|on)(?!\\p{L})', [[' in ', ' on ']]],
    ['\\uE002,?\\s+met', [[' \uE002 met']]],
    ['(?!by)\\p{L}+|held', []],
    ['(?:held)?\\d{1,2}', []],
  ])('needs the words that each match of %s has', (source, needed) => {
    expect(listNeededLiterals(source)).toEqual(needed);
  });

  it('compares letters without their case, and takes a mark for the end of a word', () => {
    const expression = new SearchExpression('(?<!\\p{L})(?:[hH]eld\\s+[iI]n)(?!\\p{L})');
    expect(expression.test('HELD IN')).toBe(false);
    expect(expression.mayMatch('It was held \n in\uE001')).toBe(true);
    expect(expression.mayMatch('It was held on the pier')).toBe(false);
    expect(expression.list('Held in A, held in B').map(({ index }) => index)).toEqual([0, 11]);
  });
});

const REG_EXPS = new Map<string, RegExp>();

function getRegExp(source: string): RegExp {
  const known = REG_EXPS.get(source) ?? new RegExp(source, 'u');
  REG_EXPS.set(source, known);
  return known;
}
