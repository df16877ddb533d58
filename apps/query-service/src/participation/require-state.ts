import { isCountryCode } from '@rapporteur/contracts';
import { Problem } from '@rapporteur/platform';

/** Throws a Problem 404 for a code that no state can have. */
export function requireState(code: string): void {
  if (isCountryCode(code)) return;

  const remedy = 'Use the ISO 3166-1 alpha-3 code of a state, such as KGZ.';
  const message = 'is not the code of a state';
  throw new Problem(404, 'STATE_UNKNOWN', {
    title: 'The state is unknown.',
    detail: `${code} ${message}. ${remedy}`,
    errors: [{ field: 'state', rule: 'STATE_UNKNOWN', message, remedy }],
  });
}
