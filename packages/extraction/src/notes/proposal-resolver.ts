import type { FactProposal } from './sentence-rules.ts';

/**
 * Types of which a sentence has only one reading, the strongest first: an agreement to hold the next
 * meeting is the next meeting, and no agreement beside it.
 */
const READINGS = [
  'NextMeetingAgreed',
  'MeetingRescheduled',
  'MeetingHeld',
  'MeetingAnnounced',
  'ChairmanshipTransferred',
  'VoteTaken',
  'DissentRecorded',
  'DraftEndorsed',
  'PlanApproved',
  'ProgrammeAdopted',
  'DocumentAdopted',
  'EventPlanned',
  'DecisionAdopted',
  'AgreementReached',
  'MeasureTaken',
  'AwardsConferred',
  'OfficeRecorded',
  'MatterConsidered',
  'MeetingDescribed',
  'IncidentCondemned',
  'IntentReported',
  'PositionStated',
];
/** Types of what a vote may adopt, and of those who voted against it. */
const VOTED = new Set([
  'DecisionAdopted',
  'PlanApproved',
  'ProgrammeAdopted',
  'DocumentAdopted',
  'DissentRecorded',
]);
const CONDEMNED = 'IncidentCondemned';
const OVERLAP_MIN = 0.5;
/** Types that one rule finds once in the same words. */
const ONCE = new Set([
  'ChairmanshipTransferred',
  'ChairmanshipRecorded',
  'MeetingChaired',
  'EventPlanned',
  'AgreementReached',
  'OfficeRecorded',
  'VoteTaken',
  'MeetingRescheduled',
  'IntentReported',
]);

/**
 * Returns the proposals in the order of the text, each once. Of two readings of the same words the
 * stronger one is kept; of two of the same type, the surer one.
 */
export function resolveProposals(proposals: readonly FactProposal[]): readonly FactProposal[] {
  const ranked = proposals
    .map((proposal, order) => ({ proposal, order, rank: getRank(proposal.type) }))
    .toSorted(
      (a, b) =>
        a.rank - b.rank || b.proposal.confidence - a.proposal.confidence || a.order - b.order,
    );
  const kept: FactProposal[] = [];
  // Only near proposals can overlap: they are kept by the place where they begin.
  const byPlace = new Map<number, FactProposal[]>();
  for (const { proposal } of ranked) {
    const near = listNear(byPlace, proposal);
    if (near.some((other) => excludes(other, proposal))) continue;
    kept.push(proposal);
    const cell = toCell(proposal.span.start);
    byPlace.set(cell, [...(byPlace.get(cell) ?? []), proposal]);
  }
  return kept.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

const CELL_LENGTH = 4096;

function toCell(place: number): number {
  return Math.floor(place / CELL_LENGTH);
}

function listNear(
  byPlace: ReadonlyMap<number, readonly FactProposal[]>,
  { span }: FactProposal,
): readonly FactProposal[] {
  const cell = toCell(span.start);
  return [cell - 1, cell, cell + 1].flatMap((one) => byPlace.get(one) ?? []);
}

function getRank(type: string): number {
  const rank = READINGS.indexOf(type);
  return rank < 0 ? READINGS.length : rank;
}

/** Returns whether a proposal that is kept leaves no place for another. */
function excludes(kept: FactProposal, other: FactProposal): boolean {
  const shared =
    Math.min(kept.span.end, other.span.end) - Math.max(kept.span.start, other.span.start);
  if (shared <= 0) return false;
  const length = Math.min(kept.span.end - kept.span.start, other.span.end - other.span.start);
  if (shared < length * OVERLAP_MIN) return false;
  // "Malta and Cyprus condemned the attack": each of them does.
  if (kept.type === CONDEMNED && other.type === CONDEMNED)
    return JSON.stringify(kept.fields) === JSON.stringify(other.fields);
  if (kept.type === other.type)
    return (
      (kept.rule === other.rule && ONCE.has(kept.type)) ||
      JSON.stringify(kept.fields) === JSON.stringify(other.fields) ||
      (kept.rule !== other.rule && kept.type !== 'DelegationAttended') ||
      (kept.span.start === other.span.start &&
        kept.span.end === other.span.end &&
        isOfSameActor(kept, other))
    );
  return READINGS.includes(kept.type) && READINGS.includes(other.type) && !coexist(kept, other);
}

/** Two states that condemn one attack are two facts. */
function isOfSameActor({ fields }: FactProposal, other: FactProposal): boolean {
  return JSON.stringify(fields['condemner']) === JSON.stringify(other.fields['condemner']);
}

/**
 * A draft that a vote adopts is none any longer; one that a committee approves goes on to others.
 */
function isVoted(vote: FactProposal, { type, fields: { verb } }: FactProposal): boolean {
  if (type !== 'DraftEndorsed') return VOTED.has(type);
  return vote.type === 'VoteTaken' && (verb === 'approved' || verb === 'endorsed');
}

/** One sentence may tell of a meeting and of other facts about it, and a vote with its decision. */
function coexist(kept: FactProposal, other: FactProposal): boolean {
  // "Took note of the report, on which Malta entered a reservation" is the position of others.
  if (kept.type === 'DissentRecorded' && other.type === 'PositionStated')
    return kept.rule === 'reserved-on';
  if (kept.type === 'VoteTaken' || kept.type === 'DissentRecorded') return isVoted(kept, other);
  // "Discussed the preparations for the 8th session in May" tells of a matter and of the session in
  // it.
  if (
    kept.type === 'MeetingAnnounced' &&
    ['MatterConsidered', 'PositionStated'].includes(other.type)
  )
    return other.span.start <= kept.span.start;
  // "Decided to hold the 2nd conference in Riga" tells of the conference.
  if (kept.type === 'MeetingAnnounced' && other.rule === 'decided-to') return false;
  const meeting = ['MeetingHeld', 'MeetingAnnounced'];
  if (meeting.includes(kept.type) && !meeting.includes(other.type))
    return (
      !['PositionStated', 'AgreementReached', 'EventPlanned', 'MatterConsidered'].includes(
        other.type,
      ) || kept.type === 'MeetingHeld'
    );
  return kept.type === 'IncidentCondemned' && other.type === 'PositionStated'
    ? kept.span.start !== other.span.start
    : false;
}
