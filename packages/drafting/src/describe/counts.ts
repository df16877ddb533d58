import type { Count } from '@rapporteur/contracts';
import { formatOptional, mentions, toClause } from './english.ts';

const NUMBER_WORDS = 'zero one two three four five six seven eight nine'.split(' ');

/** Returns a number in digits; from one to nine in words. */
const spellNumber = (value: number): string =>
  value === 0 ? '0' : (NUMBER_WORDS[value] ?? value.toLocaleString('en'));

function formatBounds(
  { min, max }: Pick<Count, 'min' | 'max'>,
  format: (value: number) => string,
): string {
  if (min === null && max === null) return '';
  if (max === null) return `at least ${format(min ?? 0)}`;
  if (min === null) return `at most ${format(max)}`;
  if (min === max) return format(min);
  const isSmall = max < NUMBER_WORDS.length;
  return isSmall ? `${format(min)} to ${format(max)}` : `${min} to ${max}`;
}

/** Returns a count for tables: `9 persons`, `more than 300`, `at least 301`. */
export function formatCount(count: Count): string {
  const number = count.qualifier ?? formatBounds(count, String);
  return `${number}${formatOptional(' ', count.ofWhat)}`;
}

/**
 * Returns a count for a sentence: `nine persons`, `more than 300 people`. The noun is used if the
 * source states none.
 */
export function spellCount(count: Count, noun = ''): string {
  const { qualifier, ofWhat } = count;
  const what = ofWhat ?? noun;
  if (qualifier === null) return `${formatBounds(count, spellNumber)}${formatOptional(' ', what)}`;
  const words = toClause(qualifier);
  return ofWhat !== null && mentions(words, ofWhat)
    ? words
    : `${words}${formatOptional(' ', what)}`;
}
