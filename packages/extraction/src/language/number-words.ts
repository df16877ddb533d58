import { joinForms } from './cues.ts';
import type { LanguageFile } from './language-file.ts';

const ROMAN: readonly (readonly [string, number])[] = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
];
/** "ХVI": the letter Х of the Russian keyboard in a Roman numeral. */
const CYRILLIC_ROMAN = '(?=[IVXLCХ]{0,6}Х)[IVXLCХ]{2,7}';
const CHINESE_DIGITS = '零一二三四五六七八九';

/** Numbers and ordinals as a language writes them. */
export class NumberWords {
  /** Regular expressions of an ordinal and of a count, without groups that capture. */
  readonly ordinalForm: string;
  readonly countForm: string;
  readonly #ordinals = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  readonly #hundreds: Readonly<Record<string, number>>;

  constructor(file: LanguageFile) {
    const { language, ordinals, tens, hundreds, numbers, words } = file;
    for (const zero of words['zero'] ?? []) this.#numbers.set(zero, 0);
    for (const [index, word] of ordinals.entries()) this.#addForms(word, index + 1);
    this.#addTens(tens, { units: ordinals.slice(0, 9), isEnglish: language === 'en' });
    for (const [form, value] of Object.entries(file.otherOrdinals)) this.#addForms(form, value);
    this.#hundreds = hundreds;
    for (const [index, word] of numbers.entries())
      for (const form of word.split('|')) this.#numbers.set(form, index + 1);
    for (const [stem, value] of Object.entries(tens)) {
      const known = [...this.#numbers.values()].includes(value);
      if (!known && language === 'en') this.#numbers.set(`${stem}y`, value);
    }
    const stems = Object.keys(hundreds)
      .toSorted((a, b) => b.length - a.length)
      .map((stem) => stem.replaceAll(' ', '\\s'))
      // A sentence may begin with it: "One hundred and third".
      .map((stem) => `[${stem.slice(0, 1)}${stem.slice(0, 1).toUpperCase()}]${stem.slice(1)}`);
    const prefix = stems.length === 0 ? '' : `(?:(?:${stems.join('|')})\\s)?`;
    const written = `${prefix}${toAlternatives(this.#ordinals.keys())}`;
    this.ordinalForm =
      language === 'zh'
        ? '第[0-9零一二三四五六七八九十百]{1,5}'
        : `(?:[1-9]\\d{0,4}(?:st|nd|rd|th|-?(?:е|м|я|й|ю|го|ое|ая|ую|ом|ой|ого|му|ему|ему|ье|ья|ий|ый)|e|è|ème|er|ère|re)(?!\\p{L})|${written}|(?:[IVXLC]{1,7}|${language === 'ru' ? CYRILLIC_ROMAN : '(?!)'}|(?:[IVX]|[LC][IVXLC])[IVXLC]{0,6}(?:e|ème|er|re))(?![\\p{L}\\d]))`;
    this.countForm =
      language === 'zh'
        ? '(?:\\d{1,9}|[零一二三四五六七八九十百两]{1,5})'
        : `(?:\\d{1,3}(?:[ ,]\\d{3})+(?!\\d)|\\d{1,9}|${toAlternatives(this.#numbers.keys())})`;
  }

  /** Returns the value of an ordinal in digits, words, Roman or Chinese numerals. */
  parseOrdinal(text: string): number | undefined {
    const digits = /^第?(\d+)/.exec(text)?.[1];
    if (digits !== undefined) return Number(digits);
    if (text.startsWith('第')) return parseChinese(text.slice(1));
    const words = text.toLowerCase().replace(/\s+/g, ' ');
    const stem = Object.keys(this.#hundreds).find((one) => words.startsWith(`${one} `));
    const rest = this.#ordinals.get(stem === undefined ? words : words.slice(stem.length + 1));
    if (rest !== undefined) return rest + (stem === undefined ? 0 : (this.#hundreds[stem] ?? 0));
    return parseRoman(text.replaceAll('Х', 'X').replace(/(?<=[IVXLC])\p{Ll}+$/u, ''));
  }

  /** Returns the value of a count in digits or words. */
  parseCount(text: string): number | undefined {
    const digits = text.replace(/[ ,]/g, '');
    if (/^\d+$/.test(digits)) return Number(digits);
    return this.#numbers.get(text.toLowerCase()) ?? parseChinese(text);
  }

  #addForms(word: string, value: number): void {
    for (const form of word.split('|')) this.#ordinals.set(form, value);
  }

  #addTens(
    tens: Readonly<Record<string, number>>,
    { units, isEnglish }: { readonly units: readonly string[]; readonly isEnglish: boolean },
  ): void {
    for (const [stem, value] of Object.entries(tens)) {
      if (isEnglish && !this.#ordinals.has(`${stem}ieth`)) this.#addForms(`${stem}ieth`, value);
      const whole = isEnglish ? `${stem}y` : stem;
      for (const [index, unit] of units.entries())
        for (const form of unit.split('|')) {
          this.#addForms(`${whole}-${form}`, value + index + 1);
          this.#addForms(`${whole} ${form}`, value + index + 1);
        }
    }
  }
}

function toAlternatives(forms: Iterable<string>): string {
  const alternatives = [...forms].map((form) =>
    [...form].map((letter, at) => {
      if (letter === ' ') return '\\s';
      // The first letter of each word may be a capital: "Fifty First", "Fifty-First".
      const isCased = at === 0 || /[-\s]/.test(form[at - 1] ?? '');
      return isCased ? `[${letter}${letter.toUpperCase()}]` : letter;
    }),
  );
  return alternatives.length === 0 ? '(?!)' : `(?:${joinForms(alternatives)})(?!\\p{L})`;
}

/** Returns the value of a Roman numeral that is written as it should be. */
function parseRoman(text: string): number | undefined {
  let rest = text;
  let value = 0;
  for (const [letters, worth] of ROMAN)
    while (rest.startsWith(letters)) {
      value += worth;
      rest = rest.slice(letters.length);
    }
  return rest === '' && value > 0 && toRoman(value) === text ? value : undefined;
}

function toRoman(value: number): string {
  let rest = value;
  let text = '';
  for (const [letters, worth] of ROMAN)
    while (rest >= worth) {
      text += letters;
      rest -= worth;
    }
  return text;
}

function parseChinese(text: string): number | undefined {
  if (!/^[零一二三四五六七八九十百两]+$/.test(text)) return undefined;
  if (text === '零') return 0;
  let value = 0;
  let digit = 0;
  for (const character of text.replace('两', '二')) {
    if (character === '百') {
      value += (digit || 1) * 100;
      digit = 0;
    } else if (character === '十') {
      value += (digit || 1) * 10;
      digit = 0;
    } else digit = CHINESE_DIGITS.indexOf(character);
  }
  return value + digit || undefined;
}
