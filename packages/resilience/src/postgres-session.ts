/** The settings of a session on which the code relies. */
const SESSION_SETTINGS: Readonly<Record<string, string>> = {
  client_encoding: 'UTF8',
  DateStyle: 'ISO,YMD',
  IntervalStyle: 'iso_8601',
  TimeZone: 'UTC',
  bytea_output: 'hex',
  // A number comes back as it was written.
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  // Statements that wait for a lock read the committed row. Stricter levels fail instead.
  default_transaction_isolation: String.raw`read\ committed`,
};

const OPTIONS = Object.entries(SESSION_SETTINGS)
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(' ');

/**
 * The parameters of a URL that the client applies. It ignores all others in silence, also those that
 * other clients know, such as connect_timeout and target_session_attrs.
 */
const POSTGRES_PARAMETERS: readonly string[] = [
  'application_name',
  'host',
  'idle_in_transaction_session_timeout',
  'lock_timeout',
  'options',
  'password',
  'port',
  'query_timeout',
  'sslcert',
  'sslkey',
  'sslmode',
  'sslrootcert',
  'statement_timeout',
  'user',
];

/**
 * The values of sslmode that the client applies. It also takes prefer and verify-ca, but for
 * verify-full, and would encrypt for an unknown value.
 */
const SSL_MODES: readonly string[] = ['disable', 'no-verify', 'require', 'verify-full'];

/** Returns the rule of a URL of Postgres that this one breaks, as a predicate; null for a valid one. */
export function findPostgresUrlError(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null) return 'must be a URL';
  const { pathname, searchParams, username, password } = parsed;
  if (url.includes('#') || pathname.includes('@'))
    return 'must have the characters /, ? and # of a password as %2F, %3F and %23';
  if (![username, password, pathname].every(isDecodable))
    return 'must have the character % of a name or a password as %25';
  if ([...searchParams.keys()].some((name) => !POSTGRES_PARAMETERS.includes(name)))
    return `must have no other parameters than ${POSTGRES_PARAMETERS.join(', ')}`;
  return searchParams.getAll('sslmode').every((mode) => SSL_MODES.includes(mode))
    ? null
    : `must have an sslmode of ${SSL_MODES.join(', ')}; require also checks the certificate`;
}

function isDecodable(text: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(text);
}

/** The URL and options with which a client of Postgres connects under these settings. */
interface PostgresSession {
  /** The URL without its `options`. */
  readonly url: string;
  /** The start options of the session: those of the URL, then ours. Append further ones. */
  readonly options: string;
}

/**
 * Returns how to connect so that the settings of the server, the database, the role and the
 * environment do not change results. Every connection is opened with it. An unparsable URL is
 * returned unchanged: the client reports it.
 */
export function createPostgresSession(url: string): PostgresSession {
  if (!/[?&](?:options|sslmode)=/.test(url) || !URL.canParse(url)) return { url, options: OPTIONS };
  const parsed = new URL(url);
  // Clients let the `options` of a URL replace all others, so they are merged here.
  const named = parsed.searchParams.getAll('options');
  parsed.searchParams.delete('options');
  // The client treats both alike, and warns of it in several lines at each start.
  if (parsed.searchParams.get('sslmode') === 'require')
    parsed.searchParams.set('sslmode', 'verify-full');
  return { url: parsed.href, options: [...named, OPTIONS].join(' ') };
}
