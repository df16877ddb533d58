import { BODY_KINDS, CONDEMNATION_LADDER } from '@rapporteur/contracts';
import { STRENGTHS } from '@rapporteur/statements/strength';
import { afterEach, describe, expect, it } from 'vitest';
import { BOARD_STATUSES } from '../api/api-address.ts';
import english from './en.json';
import french from './fr.json';
import {
  chooseLanguage,
  formatMessage,
  getLanguage,
  loadMessages,
  translateTerm,
  translateTitle,
} from './messages.ts';
import russian from './ru.json';
import chinese from './zh.json';

/** The pages of auditors and operators are in English. */
const ENGLISH_ONLY = /^(audit|changes|context|log|lookup|relation|status|stream)\./;

const listPlaces = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

describe('The messages', () => {
  afterEach(() => loadMessages('en'));

  it.each([
    ['Russian', russian],
    ['Chinese', chinese],
    ['French', french],
  ])('in %s are those in English, with the same values', (_, translation) => {
    const messages: Readonly<Record<string, string>> = translation;
    const keys = Object.keys(messages).filter((key) => !/^(title|term)\./.test(key));
    const readers = Object.keys(english).filter((key) => !ENGLISH_ONLY.test(key));
    expect(keys.filter((key) => !ENGLISH_ONLY.test(key)).toSorted()).toEqual(readers.toSorted());
    for (const [key, text] of Object.entries(english))
      expect([key, ...listPlaces(messages[key] ?? text)]).toEqual([key, ...listPlaces(text)]);
  });

  it.each([
    ['Russian', russian],
    ['Chinese', chinese],
    ['French', french],
  ])('in %s have the terms of strengths, statuses and kinds of bodies', (_, translation) => {
    const terms = [...STRENGTHS, ...CONDEMNATION_LADDER, ...BOARD_STATUSES, ...BODY_KINDS];
    expect(terms.filter((term) => !(`term.${term}` in translation))).toEqual([]);
  });

  it('are in the first language of the reader that there is', () => {
    expect(chooseLanguage(['de-AT', 'zh-Hans-CN', 'en'])).toBe('zh');
    expect(chooseLanguage(['sw'])).toBe('en');
  });

  it('change with the language, and titles and terms without a translation stay', async () => {
    await loadMessages('fr');
    expect(getLanguage()).toBe('fr');
    expect(formatMessage('text.characters', { line: 3, start: 7, end: 9 })).toBe(
      'Ligne 3, caractères 7 à 9',
    );
    expect(translateTitle('Due')).toBe('Échéance');
    expect(translateTitle('Warp')).toBe('Warp');
    expect(translateTerm('in-force')).toBe('en vigueur');
    expect(translateTerm('quick-march')).toBe('quick march');
  });
});
