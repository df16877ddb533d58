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
  // Clients let the `options` of a URL replace all others, so they are merged here.
  if (!/[?&]options=/.test(url) || !URL.canParse(url)) return { url, options: OPTIONS };
  const parsed = new URL(url);
  const named = parsed.searchParams.getAll('options');
  parsed.searchParams.delete('options');
  return { url: parsed.href, options: [...named, OPTIONS].join(' ') };
}
