import { z } from 'zod';
import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, DecisionId, MeetingId } from '../shapes/ids.ts';
import { vote } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

const tally = vote.nullable().default(null);

/** How one member voted. */
const VoteCast = z.strictObject({
  by: ActorRef.describe('The member that voted: a state by its code, as it was then'),
  vote: z
    .enum(['for', 'against', 'abstained', 'not-voting', 'absent'])
    .describe('Its vote; absent only if the words say so'),
  veto: z.boolean().nullable().default(null).describe('Whether its vote against was a veto'),
  explanation: text(600)
    .nullable()
    .default(null)
    .describe('Its explanation of vote, in the words of the recorder'),
});

/** A body voted on a decision or draft, adopted it by consensus, or did not put it to the vote. */
export const VoteTakenV1 = defineFact('VoteTaken', 1, {
  group: 'decisions',
  doc: 'A body voted on a decision or draft, adopted it by consensus, or did not put it to the vote.',
  coding:
    'Each vote on a text, or on a part of it; the decision itself is DecisionAdopted. Only a ' +
    'dissent without a vote is DissentRecorded.',
  identity: ['decision', 'part'],
  singleValued: ['body', 'occurredOn', 'outcome', 'tally'],
  introduces: [{ referent: 'decision', field: 'decision' }],
  fields: {
    decision: DecisionId.describe('The decision or draft that was voted on'),
    part: nullableField(text(200)).describe(
      'The part that was voted on separately, as printed; else the whole text',
    ),
    draft: nullableField(text(200)).describe('The symbol of the draft, as printed: S/2022/720'),
    subject: nullableField(text(600)).describe('The matter, in the words of the recorder'),
    meeting: nullableField(MeetingId).describe('The meeting at which it was put to the vote'),
    body: nullableField(BodyId).describe('The body that voted, if no meeting is named'),
    occurredOn: nullableField(DateValue).describe('The day of the vote'),
    outcome: z
      .enum(['adopted', 'rejected', 'vetoed', 'consensus', 'not-put'])
      .describe('Adopted or rejected by vote, vetoed, adopted without a vote, or not put to it'),
    tally: nullableField(
      z.strictObject({
        for: tally.describe('In favour'),
        against: tally.describe('Against'),
        abstained: tally.describe('Abstained'),
        notVoting: tally.describe('Present, but not voting'),
        absent: tally.describe('Absent'),
      }),
    ).describe('The votes, as counted by the source'),
    votes: listField(VoteCast).describe('The votes of the members that the words name'),
  },
  stream: (data) => `decision-${data.decision}`,
});

export const example = VoteTakenV1.parse({
  decision: 'draft-on-harbours-2024',
  draft: 'H/2024/17',
  outcome: 'vetoed',
  tally: { for: 12, against: 1, abstained: 2 },
  votes: [
    { by: { id: 'MLT', kind: 'state', nameAsWritten: 'Malta' }, vote: 'against', veto: true },
    { by: { id: 'PRT', kind: 'state', nameAsWritten: 'Portugal' }, vote: 'abstained' },
  ],
  assertion: { passages: [examplePassage], modality: 'reported' },
});
