import type { DraftValue } from './draft.ts';
import type { FactProposal } from './sentence-rules.ts';

/** A dissent that names no subject is about the vote of the sentence before it. */
const VOTE_WITHIN = 300;

/**
 * Returns proposals in which "Malta voted against." has the subject of the vote that the words before
 * it tell of. Without such a vote the words do not state what it is about, and the dissent is left out.
 */
export function completeDissents(proposals: readonly FactProposal[]): readonly FactProposal[] {
  return proposals.flatMap((proposal) => {
    if (proposal.type !== 'DissentRecorded' || proposal.fields['subject'] !== undefined)
      return [proposal];
    const subject = findSubject(proposal, proposals);
    return subject === undefined ? [] : [{ ...proposal, fields: { ...proposal.fields, subject } }];
  });
}

function findSubject(
  { span }: FactProposal,
  proposals: readonly FactProposal[],
): DraftValue | undefined {
  const vote = proposals.findLast(
    (one) =>
      one.type === 'VoteTaken' &&
      one.span.start < span.start &&
      one.span.end > span.start - VOTE_WITHIN,
  );
  if (vote === undefined) return undefined;
  const decided = proposals.find(
    ({ type, fields, span: { start, end } }) =>
      type === 'DecisionAdopted' &&
      fields['subject'] !== undefined &&
      start < vote.span.end + VOTE_WITHIN &&
      start < span.start &&
      end > vote.span.start,
  );
  return vote.fields['subject'] ?? decided?.fields['subject'];
}
