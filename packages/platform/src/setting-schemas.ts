/** The schemas of the settings: they parse the text of an environment variable. */
import { findPostgresUrlError } from '@rapporteur/resilience';
import { z } from 'zod';

const POSTGRES = ['postgres:', 'postgresql:'];

function urlWith(protocols: readonly string[]) {
  const prefixes = protocols.map((protocol) => `${protocol}//`).join(' or ');
  const isKnown = (url: string): boolean => protocols.includes(URL.parse(url)?.protocol ?? '');
  return z.string().refine(isKnown, `must be a URL that begins with ${prefixes}`);
}

/** A whole number. */
export function integer(min: number, max: number) {
  return z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`);
}

/** The path of a folder. */
export const folder = z
  .string()
  .min(1)
  .refine((path) => !path.includes('://'), 'must be a folder, not a URL');

/** The address of a server. It is shown, recorded and sent on, so it holds no secret. */
export function serverUrl() {
  return urlWith(['http:', 'https:']).refine(
    (url) => !/[@?#]/.test(url),
    'must be an address without a user, a password, a query or a fragment',
  );
}

/** The URL of a database. All of it is applied: a part that the client ignores is an error. */
export function postgresUrl() {
  return urlWith(POSTGRES).check(({ value, issues }) => {
    const message = POSTGRES.includes(URL.parse(value)?.protocol ?? '')
      ? findPostgresUrlError(value)
      : null;
    if (message !== null) issues.push({ code: 'custom', message, input: value });
  });
}

/** Names of hosts, separated by commas, as they stand in URLs. */
export const hostNames = z.string().transform((value, context): readonly string[] =>
  value.split(',').map((part) => {
    const name = part.trim();
    const hostname = URL.parse(`http://${name}`)?.hostname ?? '';
    if (hostname !== '' && !/[/?#@:\\]/.test(name)) return hostname;
    const message = 'must hold host names without port, separated by commas';
    context.addIssue({ code: 'custom', message });
    return hostname;
  }),
);

/** A name without spaces. */
export const printable = z
  .string()
  .regex(/^[\x21-\x7e]{1,100}$/, 'must be 1 to 100 printable characters without spaces');
