import type { UnitSpan } from '../text/prepared-text.ts';

/** The number of a resolution or decision in words, with the noun before it. */
export interface CitedNumber extends UnitSpan {
  readonly noun: CitedNoun;
  /** As printed: `1325 (2000)`, `46/182`, `217 A (III)`. */
  readonly number: string;
  /** The place of the noun; undefined for a number without one. */
  readonly nounStart: number | undefined;
}

export type CitedNoun = 'decision' | 'resolution';

/** How a body numbers its decisions: within a year, a session, or on and on. */
export type NumberForm = 'plain' | 'session' | 'year';

const YEAR = String.raw`\((?:19|20)\d{2}\)`;
const NUMBERS = [
  // A session in Roman numerals, perhaps with a part: "217 A (III)".
  String.raw`\d{1,4}(?:\s[A-Z]{1,2})?\s?\([IVXLC]{1,8}\)`,
  String.raw`\d{1,4}\s?${YEAR}`,
  // A session, year or part before or after a slash: "46/182", "S-10/2", "5/CP.20", "1996/XI".
  String.raw`(?:(?:ES|S)-)?\d{1,4}\/[\dA-Z][\dA-Z./]{0,12}(?:\s[A-Z](?=[,;.)]|\sof\b|\sand\b|$))?`,
];
const NUMBER = NUMBERS.join('|');
const NOUN = new RegExp(
  String.raw`\b(?<noun>resolution|decision)s?\s+(?:(?<plain>Nos?\.?\s?\d{1,5}(?:\/\d{1,4})?)|(?<number>${NUMBER}))`,
  'gi',
);
const DATE = String.raw`(?:\s(?:of|dated|adopted on)\s[\d\p{L}., ]{4,25}?\d{4})?`;
const NEXT = new RegExp(
  String.raw`${DATE}(?:\s\([^()]{1,80}\))?(?:,?\sannex(?:\s[IVXA-Z]{1,4})?)?` +
    String.raw`(?:,?\s(?:and|or|as well as)\s|[,;]\s)(?:(?:and|its|also|in particular|most recently)\s)*` +
    String.raw`(?<number>No\.?\s?\d{1,5}|${NUMBER})`,
  'uy',
);
const STRAY = new RegExp(String.raw`(?<![\d/.])\d{1,4}\s?${YEAR}`, 'g');
const NO_DECISION = /\b(?:paragraphs?|articles?|chapters?|rules?|regulations?)\s$/i;

/**
 * Returns the numbers of resolutions and decisions in words, in order: each after its noun, and each
 * further one of a list. A number with a year in brackets needs no noun.
 */
export function findCitedNumbers(text: string): readonly CitedNumber[] {
  const found: CitedNumber[] = [];
  let end = 0;
  for (const match of text.matchAll(NOUN)) {
    if (match.index < end) continue;
    const { noun = '', plain, number = '' } = match.groups ?? {};
    const kind: CitedNoun = noun.toLowerCase() === 'decision' ? 'decision' : 'resolution';
    end = match.index + match[0].length;
    const printed = plain ?? number;
    const add = (one: string): void => {
      const words = one.replace(/[./]+$/, '');
      const start = end - one.length;
      found.push({ noun: kind, number: words, start, end, nounStart: match.index });
    };
    add(printed);
    const isPlain = plain !== undefined;
    for (let next = matchAt(text, end, isPlain); next !== undefined;) {
      end += next.length;
      add(next.number);
      next = matchAt(text, end, isPlain);
    }
  }
  return [...found, ...findStray(text, found)].toSorted((a, b) => a.start - b.start);
}

function matchAt(
  text: string,
  at: number,
  isPlain: boolean,
): { readonly number: string; readonly length: number } | undefined {
  NEXT.lastIndex = at;
  const match = NEXT.exec(text);
  const number = match?.groups?.['number'];
  if (match === null || number === undefined) return undefined;
  return number.startsWith('No') && !isPlain ? undefined : { number, length: match[0].length };
}

function findStray(text: string, found: readonly CitedNumber[]): readonly CitedNumber[] {
  let at = 0;
  return [...text.matchAll(STRAY)].flatMap((match) => {
    const start = match.index;
    while ((found[at]?.end ?? Infinity) <= start) at += 1;
    const isListed = (found[at]?.start ?? Infinity) <= start;
    if (isListed || NO_DECISION.test(text.slice(Math.max(0, start - 12), start))) return [];
    const end = start + match[0].length;
    return [{ noun: 'resolution' as const, number: match[0], start, end, nounStart: undefined }];
  });
}

/** Returns how a printed number counts. */
export function getNumberForm(number: string): NumberForm {
  if (number.startsWith('No')) return 'plain';
  return new RegExp(`${YEAR}$`).test(number) ? 'year' : 'session';
}

/** Returns a printed number in the form that its symbol has: `217 A (III)` as `217 (III) A`. */
export function normalizeNumber(number: string): string {
  return number
    .replace(/^Nos?\.?\s?/, '')
    .replace(/^(\d+)\s([A-Z]{1,2})\s?(\([IVXLC]+\))$/, '$1 $3 $2');
}
