import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { CliError } from '../cli-error.ts';
import { defineCommand } from '../command-definition.ts';
import type { CliSession } from '../session.ts';

/** The flags of `review`. */
export interface ReviewFlags {
  readonly list?: boolean;
  readonly acceptAbove?: string;
  readonly out?: string;
  readonly submit?: boolean;
  readonly rejected?: boolean;
  readonly texts?: string;
  readonly collection?: string;
  readonly actor?: string;
}

/** `review` */
export const addReview = defineCommand({
  name: 'review',
  description: 'go through a draft by keys: accept, edit or reject each fact, then submit',
  examples: [
    'rapporteur review note.draft.yaml',
    'rapporteur review note.draft.yaml --list',
    'rapporteur review note.draft.yaml --accept-above 0.9 --out reviewed.yaml',
    'rapporteur review note.draft.yaml --accept-above 0.9 --submit --actor desk-1',
  ],
  arguments: { '<file>': 'a draft, or any other submission, in YAML' },
  flags: {
    '--list': 'list the facts with their state, and decide nothing',
    '--accept-above <confidence>':
      'accept the open facts with at least this confidence, from 0 to 1, and ask nothing',
    '--out <file>':
      'the file of the result, a submission; - is the standard output (default: NAME.reviewed.yaml)',
    '--submit': 'submit the result without a question',
    '--rejected': 'show again what was rejected before for this text',
    '--texts <folder>':
      'the folder of the source texts, found by their SHA-256 (default: RAPPORTEUR_TEXTS)',
    '--collection <id>':
      'the collection of a draft that names none (default: RAPPORTEUR_COLLECTION)',
    '--actor <id>': 'an opaque id of the person who records; it stays in the record for ever',
  },
  records: true,
  execute: reviewDraft,
});

async function reviewDraft(
  session: CliSession,
  file: string,
  flags: ReviewFlags,
): Promise<ExitCode> {
  const confidence = parseConfidence(flags.acceptAbove);
  if (flags.submit === true && flags.out === '-')
    throw new CliError(EXIT.usage, '--submit needs a file for the result.', 'Leave out `--out -`.');
  // The review loads slowly, and only this command needs it.
  const { listReview, acceptReview, runReview } = await import('../review/review-runs.ts');
  if (flags.list === true) return listReview(session, file, { ...flags, confidence });
  if (confidence !== undefined) return acceptReview(session, file, { ...flags, confidence });
  return runReview(session, file, flags);
}

function parseConfidence(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const confidence = Number(text);
  if (text.trim() !== '' && confidence >= 0 && confidence <= 1) return confidence;
  throw new CliError(
    EXIT.usage,
    `--accept-above must be a confidence, and is \`${text}\`.`,
    'Write a number from 0 to 1, such as 0.9.',
  );
}
