/** The form of an SQLSTATE, Postgres's error code. Node's EPIPE has it too: compare errno codes first. */
export const POSTGRES_ERROR_CODE = /^[0-9A-Z]{5}$/;

/**
 * The SQLSTATE classes after which the same statement may succeed on another connection: 08 connection error,
 * 40 conflict with another transaction, 53 out of resources, 55 lock or object not available, 57 shutdown, start or
 * cancelled statement; 25P03 the transaction was idle too long; 25006 the server is read-only while another takes over.
 */
const TRANSIENT_SQLSTATE = /^(?:08|40|53|55|57)|^(?:25P03|25006)$/;

/** Errors of sockets and name servers. ENOENT: the server's Unix socket is not there while it restarts. */
const TRANSIENT_ERRNO = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EMFILE',
  'ENFILE',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** TypeORM throws these after the connection of a transaction broke. */
const TRANSIENT_NAMES = new Set([
  'QueryRunnerAlreadyReleasedError',
  'QueryRunnerProviderAlreadyReleasedError',
]);

/** The pg client reports these without a code. */
const TRANSIENT_MESSAGE =
  /connection (?:terminated|ended|closed|timeout|error)|timeout exceeded|^timeout expired|query read timeout|not queryable|client was closed/i;

/**
 * True if an operation on Postgres may succeed when it is repeated: the server was unreachable, busy, restarting, or
 * ended the transaction for a reason that passes. Reads the error's `code`, `name` and, where there is no code, message.
 */
export function isTransientPostgresError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (TRANSIENT_NAMES.has(error.name)) return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) return TRANSIENT_MESSAGE.test(error.message);
  return TRANSIENT_ERRNO.has(code) || TRANSIENT_SQLSTATE.test(code);
}
