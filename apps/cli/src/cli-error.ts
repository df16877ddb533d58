import { nameInvisibles } from '@rapporteur/contracts';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { explainFailure } from '@rapporteur/resilience';

/**
 * Ends a command without success: the message, how to fix it, and the exit code. Ids and words with
 * invisible characters look right, so these are named.
 */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;
  /** How to fix it, in one sentence. */
  readonly fix: string | null;

  constructor(
    exitCode: ExitCode,
    message: string,
    fix: string | null = null,
    options?: ErrorOptions,
  ) {
    super(nameInvisibles(message), options);
    this.exitCode = exitCode;
    this.fix = fix === null ? null : nameInvisibles(fix);
  }
}

/** Returns the error for a file that cannot be read. */
export function createReadError(file: string, cause: unknown): CliError {
  const name = `Cannot read \`${file}\`: it`;
  const failure = explainFailure(cause, { name, setting: 'the path', area: 'files' });
  if (failure === undefined) throw cause;
  return new CliError(EXIT.notFound, failure.message, null, { cause });
}
