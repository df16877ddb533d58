import type { ExitCode } from '@rapporteur/platform/exit-codes';

/** The end of a verb that did not do what was asked: what happened, what to do, and how the program exits. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;
  /** What to do about it, in one sentence. */
  readonly fix: string | null;

  constructor(
    exit: ExitCode,
    message: string,
    remedy: string | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.exitCode = exit;
    this.fix = remedy;
  }
}
