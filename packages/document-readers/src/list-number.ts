const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];
const ROMAN_MAX = 3999;

/** Returns the number of a list item in a format of Word, such as `lowerLetter`. */
export function formatListNumber(number: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return toLetters(number);
    case 'upperLetter':
      return toLetters(number).toUpperCase();
    case 'lowerRoman':
      return toRoman(number);
    case 'upperRoman':
      return toRoman(number).toUpperCase();
    case 'decimalZero':
      return String(number).padStart(2, '0');
    default:
      return String(number);
  }
}

/** After z comes aa, then bb. */
function toLetters(number: number): string {
  if (number < 1) return String(number);
  const letter = String.fromCodePoint(97 + ((number - 1) % 26));
  return letter.repeat(Math.min(Math.ceil(number / 26), 10));
}

function toRoman(number: number): string {
  if (number < 1 || number > ROMAN_MAX) return String(number);
  let left = number;
  let roman = '';
  for (const [value, letters] of ROMAN) {
    while (left >= value) {
      roman += letters;
      left -= value;
    }
  }
  return roman;
}
