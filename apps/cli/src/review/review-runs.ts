import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import {
  acceptConfident,
  countOutcomes,
  resumeReview,
  type ReviewContent,
} from '@rapporteur/review';
import { CliError } from '../cli-error.ts';
import type { ReviewFlags } from '../commands/review.ts';
import { formatCount } from '../progress-display.ts';
import type { CliSession } from '../session.ts';
import { reviewByKeys } from './interactive-review.ts';
import { LoadedDraft } from './loaded-draft.ts';
import { formatListedDraft, listDraft } from './review-list.ts';
import { createOverview, writeResult } from './review-result.ts';
import { readStoredReview } from './review-store.ts';
import { submitReviewed } from './review-submission.ts';
import { checkTerminal } from './terminal-screen.ts';

interface AcceptingFlags extends ReviewFlags {
  readonly confidence: number | undefined;
}

/** Lists the facts of a draft with what was decided on them. */
export async function listReview(
  session: CliSession,
  file: string,
  flags: AcceptingFlags,
): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const { draft, content } = await resume(session, file, flags);
  const views = await draft.view(content);
  const listed = listDraft(draft, content, views);
  const out = session.openOutput();
  if (format === 'json') await out.writeJson(listed);
  else await out.writeLines(formatListedDraft(listed));
  await out.close();
  for (const problem of views.problems) await session.writeMessage(`${file}:${problem}`);
  return EXIT.success;
}

/** Accepts what is sure enough, writes the result, and submits it if that is asked for. */
export async function acceptReview(
  session: CliSession,
  file: string,
  flags: AcceptingFlags,
): Promise<ExitCode> {
  const { draft, content: before } = await resume(session, file, flags);
  const views = await draft.view(before);
  const hasProblem = (key: string): boolean => (views.facts.get(key)?.problems.length ?? 0) > 0;
  const content = acceptConfident(before, flags.confidence ?? 1, hasProblem);
  const { counts, missing, problems } = await createOverview(draft, content, views);
  for (const line of [...missing, ...problems]) await session.writeMessage(line);
  await writeResult(session, draft, content);
  await session.writeMessage(describeResult(draft, counts));
  return flags.submit === true ? submit(session, draft, flags) : EXIT.success;
}

/** Goes through a draft by keys. */
export async function runReview(
  session: CliSession,
  file: string,
  flags: ReviewFlags,
): Promise<ExitCode> {
  checkInput(session, file);
  checkTerminal(session.terminal);
  const draft = await LoadedDraft.load(session, file, flags);
  const { texts, collection, out } = flags;
  const options = { file, texts, collection, out, showRejected: flags.rejected === true };
  const { end, content } = await reviewByKeys(session, draft, options);
  const counts = countOutcomes(content);
  if (end === 'left' || end === 'interrupted') {
    const line = session.callLines.formatRepeated({ words: [file] });
    await session.writeMessage(`Saved, ${counts.open} still open. To go on: ${line}`);
    return end === 'left' ? EXIT.success : EXIT.interrupted;
  }
  await session.writeMessage(describeResult(draft, counts));
  if (end === 'submit' || flags.submit === true) return submit(session, draft, flags);
  const line = session.callLines.formatOther({ name: 'submit', words: [draft.out] });
  if (draft.out !== '-') await session.writeMessage(`To record it: ${line}`);
  return EXIT.success;
}

/** The keys come from the standard input. */
function checkInput(session: CliSession, file: string): void {
  const { input } = session.flags;
  if (file !== '-' && input) return;
  throw new CliError(
    EXIT.usage,
    file === '-' ? 'A review by keys needs the draft in a file.' : 'A review by keys needs input.',
    'Use --list or --accept-above without keys.',
  );
}

async function resume(
  session: CliSession,
  file: string,
  flags: ReviewFlags,
): Promise<{ readonly draft: LoadedDraft; readonly content: ReviewContent }> {
  const draft = await LoadedDraft.load(session, file, flags);
  const saved = await readStoredReview(session.settings.reviews, draft.text.sha256);
  const showRejected = flags.rejected === true;
  const { content, changes } = resumeReview(draft.reading, saved, { showRejected });
  for (const change of changes) await session.writeMessage(change);
  return { draft, content };
}

function submit(session: CliSession, draft: LoadedDraft, flags: ReviewFlags): Promise<ExitCode> {
  const { actor, texts, collection } = flags;
  const isAgreed = flags.submit === true;
  return submitReviewed(session, draft.out, { actor, texts, collection, isAgreed });
}

function describeResult({ out }: LoadedDraft, counts: ReturnType<typeof countOutcomes>): string {
  const { accepted, rejected, open } = counts;
  const place = out === '-' ? 'The result' : out;
  return `${place}: ${formatCount(accepted, 'fact')} accepted, ${rejected} rejected, ${open} open.`;
}
