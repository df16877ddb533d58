import type { Assertion, EventData, InstrumentRef } from '@rapporteur/contracts';
import { createRow, type ProjectedRow } from '@rapporteur/projection-runtime';
import { getSpeaker, SPEAKERS } from '@rapporteur/statements';
import { dateColumns } from '../world-date.ts';
import { createDecisionRow } from './create-decision-row.ts';
import { type DecisionRowsByType, sourceColumns } from './row.ts';
import { CastVoteRow, CitationRow, VoteRow } from './vote-entities.ts';

/** The rows of votes. */
export const VOTE_ROWS = {
  VoteTaken: ({ decision, votes, occurredOn, assertion, ...data }) => [
    // A draft that was never adopted has a page too.
    createDecisionRow(
      'VoteTaken',
      { assertion },
      {
        decision,
        meeting: data.meeting,
        body: data.body,
        kind: 'draft',
        name: data.subject ?? data.draft,
        verb: null,
        ...dateColumns('adopted', occurredOn),
      },
    ),
    createRow(VoteRow, {
      decision,
      part: data.part,
      draft: data.draft,
      subject: data.subject,
      meeting: data.meeting,
      body: data.body,
      outcome: data.outcome,
      tally: data.tally,
      rank: SPEAKERS.indexOf(getSpeaker(assertion)),
      ...dateColumns('occurred', occurredOn),
      ...sourceColumns(assertion),
    }),
    ...votes.map((vote) => castVoteRow(decision, vote)),
  ],
} satisfies Partial<DecisionRowsByType>;

function castVoteRow(
  decision: string,
  { by, vote, veto, explanation }: EventData<'VoteTaken'>['votes'][number],
): ProjectedRow {
  const { id: member, nameAsWritten } = by;
  return createRow(CastVoteRow, { decision, member, nameAsWritten, vote, veto, explanation });
}

/** The rows of what the words of a decision or document cite. */
export function citationRows(
  decision: string | null,
  instruments: readonly InstrumentRef[],
  { paragraph, passages }: Assertion,
): readonly ProjectedRow[] {
  return instruments.map(({ id, nameAsWritten, issuedBy, relation }) =>
    createRow(CitationRow, {
      decision,
      paragraph,
      cited: id,
      nameAsWritten,
      issuedBy,
      relation,
      source: passages[0]?.document ?? null,
    }),
  );
}
