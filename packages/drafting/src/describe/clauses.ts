import type { DateValue } from '@rapporteur/contracts';
import { toClause } from './english.ts';

/** Returns `is`, `was` or `has been`, for one or several. */
export function formatToBe(
  {
    startedOn,
    endedOn,
  }: { readonly startedOn: DateValue | null; readonly endedOn: DateValue | null },
  plural: boolean,
): string {
  if (endedOn !== null) return plural ? 'were' : 'was';
  if (startedOn !== null) return plural ? 'have been' : 'has been';
  return plural ? 'are' : 'is';
}

/** Returns an occasion with an article: `the SCO summit in Astana`. */
export function formatOccasion(occasion: string): string {
  const clause = toClause(occasion);
  const isDetermined = /^(?:the|an?|its|this|\d)\b/i.test(clause);
  return isDetermined ? clause.replace(/^The\b/, 'the') : `the ${clause}`;
}
