/** Errors of sockets and name servers: the server is unreachable, or the connection broke. */
const NETWORK_ERRNO: ReadonlySet<unknown> = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
]);

/** Returns true if an error has the code of a network error. */
export function isNetworkError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && NETWORK_ERRNO.has(Reflect.get(error, 'code'));
}
