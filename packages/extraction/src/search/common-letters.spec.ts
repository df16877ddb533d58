import { describe, expect, it } from 'vitest';
import { isRareUnit, toCommonSource } from './common-letters.ts';

const CLASSES = ['\\p{L}', '\\p{Lu}', '\\p{Ll}', '\\p{N}', '\\p{Script=Han}'];
const UNITS = Array.from({ length: 0x10000 }, (_, unit) => unit);

describe('A source with short classes', () => {
  it.each(CLASSES)('has the matches of %s in common letters', (all) => {
    const long = new RegExp(all, 'u');
    const short = new RegExp(toCommonSource(all), 'u');
    const differing = UNITS.filter((unit) => !isRareUnit(unit)).filter((unit) => {
      const letter = String.fromCharCode(unit);
      return long.test(letter) !== short.test(letter);
    });
    expect(differing).toEqual([]);
  });

  it('is for the letters of most texts', () => {
    const isRare = (text: string): boolean =>
      Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).some(isRareUnit);
    const alphabets =
      'abcdefghijklmnopqrstuvwxyzàâçéèêëîïôœùûüöäßабвгдеёжзийклмнопрстуфхцчшщъыьэюя';
    expect(isRare(alphabets + alphabets.replace('ß', '').toUpperCase())).toBe(false);
    expect(isRare('The Council’s 2nd “session” – «в 2031 г.», 第一届理事会。\ue000')).toBe(false);
    for (const text of ['Rīga', 'საბჭო', '々', '😀', '\ud800', '٣'])
      expect(isRare(text)).toBe(true);
  });

  it('changes classes of Unicode only, also among other members', () => {
    const digits = toCommonSource('\\p{N}').slice(1, -1);
    expect(toCommonSource('(?!\\p{N})[^\\p{N}\\]-]+\\[\\p{N}\\p{M}\\d')).toBe(
      `(?![${digits}])[^${digits}\\]-]+\\[[${digits}]\\p{M}\\d`,
    );
  });
});
