/** The closed list of error codes of the embedded Postgres. */
export type EmbeddedPostgresErrorCode =
  | 'EMBEDDED_POSTGRES_FOLDER_IN_USE'
  | 'EMBEDDED_POSTGRES_FOLDER_UNREACHABLE'
  | 'EMBEDDED_POSTGRES_ACCOUNT_MISSING'
  | 'EMBEDDED_POSTGRES_BINARIES_MISSING'
  | 'EMBEDDED_POSTGRES_VERSION_MISMATCH'
  | 'EMBEDDED_POSTGRES_START_FAILED';

/** An error of the embedded Postgres. The message names the fix. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly code: EmbeddedPostgresErrorCode;

  constructor(code: EmbeddedPostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
