/**
 * Masks the secrets of addresses, and of texts that cite them.
 * 1. An address is parsed leniently: a password may hold any character, also one that should be
 *    encoded. All of it is masked ("masks each part of %s").
 * 2. A parameter of an address is shown only if it is known to be no secret.
 */
const MASK = '***';

/** The parameters of addresses that are shown. */
const SHOWN_PARAMETERS: ReadonlySet<string> = new Set([
  'application_name',
  'connect_timeout',
  'options',
  'sasl',
  'sslmode',
]);

/** An address in a text. Only those of the web end where their path begins. */
const ADDRESS_IN_TEXT = /\b(?!https?:)[a-z][a-z0-9+.-]*:\/\/\S+/gi;
const WEB_USER_IN_TEXT = /\b(https?:\/\/)[^\s/?#]*@/gi;
/** `password=secret`, also with another name or with quotes, as in the DSN of a driver. */
const PAIR =
  /(\w*(?:passw|passphrase|pwd|secret|token)\w*\s*=\s*)(?:'(?:\\.|[^'])*'|"[^"]*"|[^\s&;'"]+)/gi;

/** Returns the address of a server with its passwords and unknown parameters masked. */
export function maskAddress(address: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(address)?.[0];
  if (scheme === undefined) return maskPairs(address);

  const rest = address.slice(scheme.length);
  const end = findQuery(rest);
  const place = rest.slice(0, end);
  const masked = /^https?:/i.test(scheme)
    ? place.replace(/^.*@/s, `${MASK}@`)
    : place.replace(/^([^:@]*):.*@/s, `$1:${MASK}@`);
  return maskPairs(`${scheme}${masked}${maskParameters(rest.slice(end))}`);
}

/** Returns a text with the secrets of the addresses and connection strings in it masked. */
export function maskSecrets(text: string): string {
  const masked = text
    .replaceAll(ADDRESS_IN_TEXT, maskAddress)
    .replaceAll(WEB_USER_IN_TEXT, `$1${MASK}@`);
  return maskPairs(masked);
}

/** Returns a value of JSON with the secrets in all its texts masked. */
export function maskSecretsInJson(value: unknown): unknown {
  if (typeof value === 'string') return maskSecrets(value);
  if (Array.isArray(value)) return value.map(maskSecretsInJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, maskSecretsInJson(member)]),
  );
}

// A question mark before the only `@` belongs to the password.
function findQuery(rest: string): number {
  const at = rest.indexOf('@');
  const query = rest.indexOf('?');
  if (query === -1) return rest.length;
  if (at < query) return query;
  const next = rest.indexOf('?', rest.lastIndexOf('@'));
  return next === -1 ? rest.length : next;
}

function maskParameters(query: string): string {
  return query.replaceAll(/([?&])([^=&]*)(=[^&]*)?/g, (whole, mark: string, name: string) =>
    SHOWN_PARAMETERS.has(name) ? whole : `${mark}${/^\w*$/.test(name) ? name : ''}=${MASK}`,
  );
}

function maskPairs(text: string): string {
  return text.replaceAll(PAIR, `$1${MASK}`);
}
