import { isCountryCode } from '@rapporteur/contracts';
import { findStateCode } from '@rapporteur/drafting';
import { iso31661 } from 'iso-3166';

const ALPHA_2: ReadonlyMap<string, string> = new Map(
  iso31661.map(({ alpha2, alpha3 }) => [alpha2, alpha3]),
);

/** Returns the code of a state by its code, or by its short English name or that of ISO 3166. */
export function findStateByName(text: string, codes: 'alpha-3' | 'alpha-2'): string | undefined {
  if (codes === 'alpha-2') return ALPHA_2.get(text.toUpperCase());
  if (isCountryCode(text)) return text;
  // ISO writes `Korea, Republic of`, and the United Nations `Bolivia (Plurinational State of)`.
  const inverted = /^([^,()]+)(?:, ([^,()]+)| \(([^()]+)\))$/.exec(text);
  const [, noun = '', ...rest] = inverted ?? [];
  const spoken = `${rest.find((words) => words !== undefined) ?? ''} ${noun}`;
  return findStateCode(text) ?? (inverted === null ? undefined : findStateCode(spoken));
}
