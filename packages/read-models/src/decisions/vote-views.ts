import { CATALOGUE, DateValue, type EventData } from '@rapporteur/contracts';
import { z } from 'zod';
import { DATE_SOURCES } from '../days/fact-day.ts';
import { RESOLVED_MEMBERS } from '../query/resolve-things.ts';
import { readonlyArray } from '../views.ts';

export const VOTE_OUTCOMES = ['adopted', 'rejected', 'vetoed', 'consensus', 'not-put'] as const;
export const VOTES_CAST = ['for', 'against', 'abstained', 'not-voting', 'absent'] as const;

const { shape } = CATALOGUE.getDefinition('VoteTaken').schema;

/** The vote of one member. */
export const CastVote = z
  .object({
    member: z.string(),
    nameAsWritten: z.string(),
    vote: z.enum(VOTES_CAST),
    veto: z.boolean().nullable(),
    explanation: z.string().nullable(),
    agreement: RESOLVED_MEMBERS.agreement,
  })
  .meta({ id: 'CastVote', description: 'How one member voted.' });
export type CastVote = z.output<typeof CastVote>;

/** A vote on a decision or draft, or on a part of it. */
export const VoteView = z.object({
  collection: z.string(),
  decision: z.string(),
  part: z.string().nullable().meta({ description: 'The part that was voted on separately.' }),
  draft: z.string().nullable().meta({ description: 'The symbol of the draft, as printed.' }),
  subject: z.string().nullable(),
  meeting: z.string().nullable(),
  body: z.string().nullable(),
  date: DateValue.nullable().meta({ description: 'The day of the vote, else the nearest one.' }),
  dateOf: z.enum(DATE_SOURCES).nullable(),
  outcome: z.enum(VOTE_OUTCOMES),
  tally: (shape['tally'] as z.ZodType<EventData<'VoteTaken'>['tally']>).meta({
    description: 'The votes, as counted by a source. Null: not stated.',
  }),
  vetoedBy: readonlyArray(z.string()),
  votes: readonlyArray(CastVote).meta({ description: 'The votes of the members, by their ids.' }),
  events: readonlyArray(z.string()),
  ...RESOLVED_MEMBERS,
});
export type VoteView = z.output<typeof VoteView>;

const COMPARED = [...VOTES_CAST, 'not-recorded'] as const;

/** The number of votes of two members in one year, by how each of them voted. */
export const ComparedCount = z
  .object({
    year: z.int().nullable().meta({ description: 'Null: no year is known for the votes.' }),
    one: z.enum(COMPARED).meta({ description: '`not-recorded`: no source states its vote.' }),
    other: z.enum(COMPARED),
    votes: z.int(),
  })
  .meta({ id: 'ComparedCount', description: 'The votes of two members, by how each voted.' });
export type ComparedCount = z.output<typeof ComparedCount>;

/** The vetoes of one member in one period. */
export const VetoCount = z
  .object({
    member: z.string(),
    period: z.string().meta({ description: '`1946`, `1940s`, or `not stated`.' }),
    vetoes: z.int(),
    decisions: readonlyArray(z.string()),
  })
  .meta({ id: 'VetoCount', description: 'The vetoes of one member in one period.' });
export type VetoCount = z.output<typeof VetoCount>;
