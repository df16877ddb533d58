import type { DraftValue } from '../draft.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';

/** Acts that are put to the vote. */
const ACTS = new Set(['DecisionAdopted', 'DraftEndorsed', 'PlanApproved', 'ProgrammeAdopted']);

/** A dissent that names no subject is about the vote of the sentence before it. */
const VOTE_WITHIN = 300;
/** A vote that is the only one of a text may be farther away. */
const ONLY_VOTE_WITHIN = 3000;
/** Between the words of a decision and those of its vote: "was adopted by 12 votes". */
const GAP_MAX = 10;
const SENTENCE_GAP = 3;
const VOTES: ReadonlySet<string> = new Set(['abstained', 'voted-against']);
const DECISIONS = new Set([
  'DecisionAdopted',
  'PlanApproved',
  'ProgrammeAdopted',
  'DocumentAdopted',
]);

/**
 * Returns proposals in which "Malta voted against." has the subject of the vote that the words before
 * it tell of. Without such a vote the words do not state what it is about, and the dissent is left out.
 */
export function completeDissents(proposals: readonly FactProposal[]): readonly FactProposal[] {
  const seen = new Set<string>();
  const joined = joinTallies(proposals);
  return joined.flatMap((proposal) => {
    if (proposal.type !== 'DissentRecorded') return [proposal];
    const found = completeDissent(proposal, joined);
    // A vote that the text tells twice is one dissent.
    const { kind, by, subject } = found[0]?.fields ?? {};
    const key = JSON.stringify([kind, by, subject]);
    if (seen.has(key)) return [];
    seen.add(key);
    return found;
  });
}

function completeDissent(
  proposal: FactProposal,
  proposals: readonly FactProposal[],
): readonly FactProposal[] {
  if (proposal.fields['subject'] !== undefined) return [proposal];
  const subject = findSubject(proposal, proposals);
  return subject === undefined ? [] : [{ ...proposal, fields: { ...proposal.fields, subject } }];
}

/**
 * "13 members voted for it, Malta against" gives the numbers of the vote before it, and "a permanent
 * member was against" its outcome.
 */
function joinTallies(proposals: readonly FactProposal[]): readonly FactProposal[] {
  const joined: FactProposal[] = [];
  let vote = -1;
  for (const proposal of proposals) {
    const { type, rule, fields } = proposal;
    if (type !== 'VoteTaken') {
      joined.push(proposal);
      continue;
    }
    const known = joined[vote];
    if (rule === 'vetoed-by-member' && known !== undefined) {
      joined[vote] = { ...known, fields: { ...known.fields, outcome: fields['outcome'] ?? null } };
    } else if (rule !== 'tally') {
      vote = joined.length;
      joined.push(proposal);
    } else if (known !== undefined && known.fields['for'] === undefined) {
      const count = (list: DraftValue | undefined): number =>
        Array.isArray(list) ? list.length : 0;
      const tally = {
        for: fields['for'] ?? null,
        against: count(fields['noes']),
        abstained: count(fields['abstaining']),
      };
      joined[vote] = { ...known, fields: { ...known.fields, ...tally } };
    }
  }
  return joined;
}

/** "The Council approved the plan. Malta abstained." is about the decision just before it. */
function findDecided(
  { start }: FactProposal['span'],
  proposals: readonly FactProposal[],
): DraftValue | undefined {
  const decided = proposals.findLast(
    ({ type, span }) =>
      DECISIONS.has(type) && span.end <= start && span.end + SENTENCE_GAP >= start,
  );
  return decided?.fields['subject'] ?? decided?.fields['name'];
}

function findSubject(
  { span, fields: { kind } }: FactProposal,
  proposals: readonly FactProposal[],
): DraftValue | undefined {
  const votes = proposals.filter((one) => one.type === 'VoteTaken' && one.span.start < span.start);
  const within = votes.length === 1 ? ONLY_VOTE_WITHIN : VOTE_WITHIN;
  const vote = votes.findLast((one) => one.span.end > span.start - within);
  if (vote === undefined)
    return typeof kind === 'string' && VOTES.has(kind) ? findDecided(span, proposals) : undefined;
  const decided = proposals.find(
    ({ type, fields, span: { start, end } }) =>
      type === 'DecisionAdopted' &&
      fields['subject'] !== undefined &&
      start < vote.span.end + VOTE_WITHIN &&
      start < span.start &&
      end + GAP_MAX > vote.span.start,
  );
  // In minutes the vote follows the act that it adopts.
  const voted = proposals.findLast(
    ({ type, span: { start, end } }) =>
      ACTS.has(type) && start < vote.span.start && end > vote.span.start - VOTE_WITHIN,
  );
  return (
    vote.fields['subject'] ??
    decided?.fields['subject'] ??
    voted?.fields['subject'] ??
    voted?.fields['name']
  );
}
