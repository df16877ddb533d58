import { isNetworkError } from './network-error.ts';

/**
 * The SQLSTATEs after which the same statement may succeed on another connection. Classes: 08
 * connection error, 40 conflict with another transaction, 53 out of resources, 57 shutdown, start
 * or cancelled statement. States: 55006 object in use, 55P03 lock not available, 25P03 transaction
 * idle too long, 25006 read-only server during a failover. The other states of class 55 are
 * permanent.
 */
const TRANSIENT_SQLSTATE = /^(?:08|40|53|57)[0-9A-Z]{3}$|^(?:55006|55P03|25P03|25006)$/;

/**
 * Other errors of the client. ENOENT: the Unix socket of the server is missing while it restarts.
 * The next three: this process is out of file descriptors or buffers.
 */
const TRANSIENT_ERRNO = new Set([
  'ENOENT',
  'EMFILE',
  'ENFILE',
  'ENOBUFS',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** TypeORM throws these after the connection of a transaction broke. */
const TRANSIENT_NAMES = new Set([
  'QueryRunnerAlreadyReleasedError',
  'QueryRunnerProviderAlreadyReleasedError',
]);

/** The pg client reports these errors without a code. */
const TRANSIENT_MESSAGE = new RegExp(
  [
    'connection (?:terminated|ended|closed|timeout|error)',
    'timeout exceeded',
    '^timeout expired',
    'query read timeout',
    'not queryable',
    'client was closed',
  ].join('|'),
  'i',
);

/**
 * Returns true if a Postgres operation may succeed when it is repeated: the server was unreachable,
 * busy, restarting, or ended the transaction for a temporary reason. It reads the `code` and the
 * `name` of the error; without a code, also the message.
 */
export function isTransientPostgresError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isNetworkError(error) || TRANSIENT_NAMES.has(error.name)) return true;

  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) return TRANSIENT_MESSAGE.test(error.message);
  return TRANSIENT_ERRNO.has(code) || TRANSIENT_SQLSTATE.test(code);
}
