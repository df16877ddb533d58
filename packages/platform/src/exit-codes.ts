import type { FailureKind } from '@rapporteur/resilience';

/** The exit codes of every program. Scripts rely on them: a number never changes its meaning. */
export const EXIT = {
  success: 0,
  internalError: 1,
  usage: 2,
  verificationFailed: 3,
  notFound: 4,
  conflict: 5,
  unreachable: 6,
  incomplete: 7,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit codes of failures with a known cause. */
export const FAILURE_EXITS: Readonly<Record<FailureKind, ExitCode>> = {
  unreachable: EXIT.unreachable,
  setting: EXIT.usage,
  conflict: EXIT.conflict,
};

/** The meaning of each exit code, in the order of `rapporteur help exit-codes`. */
export const EXIT_MEANINGS: readonly { readonly code: ExitCode; readonly meaning: string }[] = [
  { code: EXIT.success, meaning: 'success, or verified' },
  { code: EXIT.internalError, meaning: 'internal error: report it with the printed lines' },
  {
    code: EXIT.usage,
    meaning: 'usage: the command line, a setting or the input is wrong, or a rule rejected it',
  },
  { code: EXIT.verificationFailed, meaning: 'verification failed: a difference was found' },
  { code: EXIT.notFound, meaning: 'not found' },
  {
    code: EXIT.conflict,
    meaning:
      'conflict: the version has changed, the id is in use, or the target is not empty or busy',
  },
  {
    code: EXIT.unreachable,
    meaning:
      'unreachable: the server, its log, its database or a disk cannot be used at present, or ' +
      'another server answers',
  },
  {
    code: EXIT.incomplete,
    meaning: 'incomplete: stopped by a limit, or part of the record cannot be shown',
  },
  { code: EXIT.interrupted, meaning: 'interrupted: the last line says how to continue' },
];

/** Returns the exit code that a child process ended with; an unknown one is an internal error. */
export function toExitCode(code: number | null): ExitCode {
  return EXIT_MEANINGS.find((known) => known.code === code)?.code ?? EXIT.internalError;
}
