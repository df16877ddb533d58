import { anchorSubmission, formatProblem, parseSubmission } from '@rapporteur/drafting';
import type { Draft } from '../draft.ts';
import { formatDraft } from '../draft-format.ts';

/** A fact of the command that a draft becomes. */
export interface SubmittedDraftFact {
  readonly type: string;
  readonly assertion: { readonly passages: readonly { start: number; end: number }[] };
}

/**
 * Formats a draft and reads it as a submission. Returns the problems, and the facts of the command
 * with their passages.
 */
export function submitDraft(
  draft: Draft,
  text: string,
): { readonly problems: readonly string[]; readonly facts: readonly SubmittedDraftFact[] } {
  const parsed = parseSubmission(formatDraft(draft, text), { defaultCollection: 'made-up' });
  if (!parsed.ok) return { problems: parsed.problems.map(formatProblem), facts: [] };
  const anchored = anchorSubmission(parsed.submission, () => text);
  if (!anchored.ok) return { problems: anchored.problems.map(formatProblem), facts: [] };
  const { facts } = anchored.command.body as { readonly facts: readonly SubmittedDraftFact[] };
  return { problems: [], facts };
}
