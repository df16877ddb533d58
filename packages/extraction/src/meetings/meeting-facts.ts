import type { MarkedSentence } from '../notes/sentence-reader.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';

/** Types of facts about the meeting of their sentence. */
const OF_ONE_MEETING = new Set(['MeetingChaired', 'DelegationAttended', 'OrganAttended']);

/** The words of a sentence about the meeting of the note. */
interface ToldMeeting {
  readonly sentence: MarkedSentence;
  /** Whether it tells of another meeting. */
  readonly isOther: boolean;
  /** Those whom it lists as present. */
  readonly attended: readonly FactProposal[];
  /** Whether it tells of a meeting, and whether it speaks of one. */
  readonly tells: boolean;
  readonly speaks: () => boolean;
}

/** Returns the facts that patterns found, without those of another meeting and those of a list. */
export function keepOfMeeting(
  matched: readonly FactProposal[],
  { sentence, isOther, attended, tells, speaks }: ToldMeeting,
): readonly FactProposal[] {
  return matched
    .filter(({ type }) => !isOther || !OF_ONE_MEETING.has(type))
    .filter((one) => !isListed(one, attended))
    .filter(({ type }) => type !== 'MeetingChaired' || tells || (speaks() && !hasYear(sentence)));
}

/** "In 2024 its meetings were chaired by Malta" tells of others. */
function hasYear({ mentions }: MarkedSentence): boolean {
  return mentions.some((one) => one.kind === 'date' && /^\d{4}$/.test(one.edtf));
}

/**
 * The list of those who attended tells an organ with its capacity, and a delegation that has one.
 */
function isListed(
  { type, span, fields }: FactProposal,
  attended: readonly FactProposal[],
): boolean {
  if (type !== 'OrganAttended' && type !== 'DelegationAttended') return false;
  return attended.some(
    (one) =>
      one.type === type &&
      one.span.end === span.end &&
      (type === 'OrganAttended' ||
        (one.fields['capacity'] !== undefined && fields['heads'] === undefined)),
  );
}
