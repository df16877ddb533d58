import {
  countOutcomes,
  type ItemViews,
  findMissingThings,
  getFields,
  listFacts,
  nameFact,
  type ReviewContent,
} from '@rapporteur/review';
import { Output } from '../output.ts';
import type { CliSession } from '../session.ts';
import type { LoadedDraft } from './loaded-draft.ts';
import type { ReviewOverview } from './overview-screen.ts';

/** Returns the overview of a review: what its result has, and what a submission would reject. */
export async function createOverview(
  draft: LoadedDraft,
  content: ReviewContent,
  views: ItemViews,
): Promise<ReviewOverview> {
  const isAccepted = (key: string): boolean => content.outcomes.get(key)?.status === 'accepted';
  const names = new Map(
    listFacts(content).map((item) => [item.key, nameFact(item, getFields(content, item))]),
  );
  const missing = findMissingThings(views.facts, isAccepted).map(({ key, thing, introducedBy }) => {
    const by = introducedBy.map((one) => {
      const status = content.outcomes.get(one)?.status ?? 'open';
      return `${names.get(one) ?? one} (${status})`;
    });
    return `${names.get(key) ?? key} needs the ${thing} of ${by.join(', ')}, unless the record has it.`;
  });
  const result = await draft.viewResult(content);
  const factProblems = [...result.facts].flatMap(([key, { problems }]) =>
    problems.map((problem) => `${names.get(key) ?? key}: ${problem}`),
  );
  return {
    counts: countOutcomes(content),
    out: draft.out,
    missing,
    problems: [...result.problems, ...factProblems],
  };
}

/** Writes the result. A file keeps its old content until the new one is complete. */
export async function writeResult(
  { terminal }: CliSession,
  draft: LoadedDraft,
  content: ReviewContent,
): Promise<void> {
  const file = draft.out === '-' ? undefined : draft.outPath;
  const out = Output.open(terminal, { file, useColour: false });
  try {
    await out.writeBytes(Buffer.from(draft.compose(content)));
    await out.close();
  } catch (error) {
    out.discard();
    throw error;
  }
}
