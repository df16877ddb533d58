import { ActorRef } from '@rapporteur/contracts';
import { z } from 'zod';
import { RESOLVED_MEMBERS } from '../query/resolve-things.ts';
import { CountView, readonlyArray } from '../views.ts';

/** A delegation or an organ at a meeting, resolved from all facts about it. */
export const MeetingParticipant = z
  .object({
    collection: z.string(),
    actor: z.string(),
    kind: z.string(),
    nameAsWritten: z.string().nullable(),
    actorOf: z.string().nullable(),
    members: ActorRef.shape.members.unwrap().meta({
      description: 'Of a class: its size and its exceptions, if the words state them.',
    }),
    role: z.enum(['attended', 'organ-attended']),
    basis: z.string().nullable().meta({
      description: '`class`: the source names a class, such as all member states.',
    }),
    capacity: z
      .string()
      .nullable()
      .meta({ description: 'Null: not stated, also if it seems clear.' }),
    isGuest: z.boolean().meta({ description: 'A guest is not a member.' }),
    represents: z.string().nullable(),
    count: CountView.meta({ description: 'Its stated number: of persons, or of a class.' }),
    heads: readonlyArray(ActorRef),
    events: readonlyArray(z.string()),
    documents: readonlyArray(z.string()),
    agreement: RESOLVED_MEMBERS.agreement,
  })
  .meta({ id: 'MeetingParticipant', description: 'A delegation or an organ at a meeting.' });
export type MeetingParticipant = z.output<typeof MeetingParticipant>;
