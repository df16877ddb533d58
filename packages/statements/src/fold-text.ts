// In the scripts of India and others, marks are vowels.
const MARKS =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{M}+/gu;

// Letters that Unicode does not decompose into a base letter and a mark.
const BASE_LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
};

/**
 * Returns a text without case, diacritics and punctuation, with single spaces: "Cholpon-Ata"
 * and "CHOLPON ATA" are equal.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(MARKS, '')
    .toLowerCase()
    .replaceAll(/[øłđðħıæœßþ]/g, (letter) => BASE_LETTERS[letter] ?? letter)
    .replaceAll(/['’ʻʼ`´]/g, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
