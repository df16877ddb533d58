const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const RULES = new Intl.PluralRules('en', { type: 'ordinal' });

/** Returns `43rd` for 43. */
export function formatOrdinal(value: number): string {
  return `${value}${ENDINGS[RULES.select(value)] ?? 'th'}`;
}
