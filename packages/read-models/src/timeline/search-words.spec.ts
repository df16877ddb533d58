import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSearchQuery, formatSearchVector } from './search-words.ts';

describe('The vector of a text', () => {
  it.each([
    ['WHO and IT experts', "'who':1 'and':2 'it':3 'expert':4"],
    ['the “Barrier” exercise', "'the':1 'barrier':2 'exercis':3"],
    ['Côte d’Ivoire', "'côte':1 'd':2 'ivoir':3"],
    ["Cote d'Ivoire", "'cote':1 'd':2 'ivoir':3"],
    ['在安理会。', "'在':1 '安':2 '理':3 '会':4"],
    ['ГЕНЕРАЛЬНАЯ Ассамблея', "'генеральная':1 'ассамблея':2"],
    ['हिन्दी, العربية', "'हिन्दी':1 'العربية':2"],
    ['A/RES/79/1', "'a':1 're':2 '79':3 '1':4"],
    ['Straße STRASSE', "'strass':1,2"],
    ['co\u00ADoperation \u200Bcooperation', "'cooper':1,2"],
    ['e\u0301tat \u00E9tat', "'état':1,2"],
    ["quote ' and \\ backslash", "'quot':1 'and':2 'backslash':3"],
    ['…', ''],
  ])('of %j is %s', (text, vector) => {
    expect(formatSearchVector(text)).toBe(vector);
  });

  it('of a text in ASCII has the words that it has within other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        const within = formatSearchVector(`${text} ж`);
        expect(within.replace(/ ?'ж':\d+$/u, '')).toBe(formatSearchVector(text));
      }),
    );
  });

  it('keeps the limits of Postgres', () => {
    const vector = formatSearchVector(`${'same '.repeat(300)}${'x'.repeat(5_000)}`);
    expect(vector.split(' ')[0]?.split(',')).toHaveLength(255);
    expect(vector.length).toBeLessThan(2_000);
  });
});

describe('A query in the syntax of a search engine', () => {
  it.each([
    ['joint exercises', "(('joint') & ('exercis'))"],
    ['"joint exercise" -border', "(('joint' <-> 'exercis') & !('border'))"],
    ['“joint exercise”', "(('joint' <-> 'exercis'))"],
    ['border OR frontier', "(('border')) | (('frontier'))"],
    ['A/RES/79', "(('a' <-> 're' <-> '79'))"],
    ['安理会', "(('安' <-> '理' <-> '会'))"],
    ['or', ''],
    ["' | & ! : * ( )", ''],
    ['"never closed', "(('never' <-> 'close'))"],
  ])('%j is %s', (words, query) => {
    expect(formatSearchQuery(words)).toBe(query);
  });
});
