/** How the command line ends: what scripts may rely on. */
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

/** What each exit code means, in the order of `rapporteur help exit-codes`. */
export const EXIT_MEANINGS: readonly { readonly code: ExitCode; readonly meaning: string }[] = [
  { code: EXIT.success, meaning: 'done, or verified' },
  { code: EXIT.internalError, meaning: 'a fault of ours: the message says what to report' },
  {
    code: EXIT.usage,
    meaning:
      'usage: the command line, a setting or what was handed in is wrong, or a rule refused it',
  },
  { code: EXIT.verificationFailed, meaning: 'verification failed: a difference was found' },
  { code: EXIT.notFound, meaning: 'not found' },
  {
    code: EXIT.conflict,
    meaning:
      'conflict: the version moved, the id was used for something else, or the target is not empty',
  },
  {
    code: EXIT.unreachable,
    meaning: 'unreachable: the server, its log or its database does not answer',
  },
  {
    code: EXIT.incomplete,
    meaning: 'incomplete: stopped by a limit, or part of the record cannot be shown',
  },
  { code: EXIT.interrupted, meaning: 'interrupted: the last line says how to go on' },
];
