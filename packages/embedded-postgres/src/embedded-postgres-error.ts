/** What can keep the embedded Postgres from running: a closed list. */
export type EmbeddedPostgresErrorCode =
  | 'EMBEDDED_POSTGRES_FOLDER_IN_USE'
  | 'EMBEDDED_POSTGRES_FOLDER_UNREACHABLE'
  | 'EMBEDDED_POSTGRES_ACCOUNT_MISSING'
  | 'EMBEDDED_POSTGRES_BINARIES_MISSING'
  | 'EMBEDDED_POSTGRES_VERSION_MISMATCH'
  | 'EMBEDDED_POSTGRES_START_FAILED';

/** A fault of the embedded Postgres. The message says what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly code: EmbeddedPostgresErrorCode;

  constructor(code: EmbeddedPostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
