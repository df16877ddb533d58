import { ActorRef } from '@rapporteur/contracts';
import { z } from 'zod';
import { DateView, readonlyArray } from '../views.ts';

const events = readonlyArray(z.string()).meta({ description: 'The facts that state it.' });
const holders = readonlyArray(ActorRef).meta({
  description: 'All who hold the chair together; one unless the chair is joint.',
});

/** A chairmanship, as far as the record states it. */
export const ChairTenure = z
  .object({
    holder: ActorRef.meta({ description: 'The holder; of a joint chair, the first.' }),
    holders,
    person: ActorRef.nullable(),
    since: DateView,
    until: DateView,
    knownOn: readonlyArray(DateView).meta({
      description: 'Days of which facts tell: of chaired meetings, and those that facts refer to.',
    }),
    term: z.string().nullable(),
    stage: z.string().nullable(),
    meetings: readonlyArray(z.string()),
    collections: readonlyArray(z.string()),
    events,
  })
  .meta({ id: 'ChairTenure', description: 'A chairmanship, as far as the record states it.' });
export type ChairTenure = z.output<typeof ChairTenure>;

/** The nearest evidence before or after a day. */
export const KnownChair = z
  .object({ holder: ActorRef, holders, on: DateView, events })
  .meta({ id: 'KnownChair', description: 'The nearest evidence of a holder to a day.' });
export type KnownChair = z.output<typeof KnownChair>;

const CHAIR_KNOWLEDGE = [
  'told',
  'presumed',
  'not-known',
  'sources-differ',
  'settled',
  'not-recorded',
] as const;

/** The chair on a day, as far as the evidence goes. */
export const ChairOnDay = z
  .object({
    known: z.enum(CHAIR_KNOWLEDGE).meta({
      description:
        '`told`: evidence covers the day. `presumed`: evidence before and after the day names ' +
        'the same holder, or no other evidence follows. `not-known`: neither; see `lastKnown` ' +
        'and `nextKnown`. `sources-differ`: facts name different holders for the day. `settled`: ' +
        'so they do, and a person chose the holder.',
    }),
    holder: ChairTenure.nullable().meta({ description: 'Null unless told, presumed or settled.' }),
    possibly: readonlyArray(ChairTenure).meta({
      description: 'The holders on whom sources differ, or between whom it changed.',
    }),
    changedIn: DateView.meta({
      description: 'The month or year in which the chair changed, if its day is not stated.',
    }),
    lastKnown: KnownChair.nullable().meta({
      description: 'The last evidence before the day; null if evidence covers the day.',
    }),
    nextKnown: KnownChair.nullable().meta({ description: 'The first evidence after the day.' }),
    planned: readonlyArray(ChairTenure).meta({
      description: 'Plans for the day, or for later: a planned chair is not the chair.',
    }),
  })
  .meta({ id: 'ChairOnDay', description: 'The chair on a day, as far as the evidence goes.' });
export type ChairOnDay = z.output<typeof ChairOnDay>;

/** The chair of a body over time, and on one day. */
export const ChairView = ChairOnDay.extend({
  collection: z.string(),
  body: z.string(),
  bodyName: z.string(),
  recorded: z.boolean().meta({
    description:
      'False: the record has no fact about its chair. Chairs of its organs or parents do not count.',
  }),
  line: readonlyArray(ChairTenure).meta({ description: 'Its chairs over time, plans excluded.' }),
}).meta({ id: 'ChairView', description: 'The chair of a body over time, and on one day.' });
export type ChairView = z.output<typeof ChairView>;
