import {
  countRoles,
  DateView,
  formatThingKey,
  listFactContents,
  listParticipations,
  type PageRequest,
  type ParticipationFilter,
  ParticipationView,
  readonlyArray,
  RoleCount,
  ROLE_NAMES,
  ROLES,
  type ThingRef,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { computedColumn, dateColumns, fieldColumns, thingColumns } from '../csv.ts';
import { FACT_CONTENT } from '../fact-data.ts';
import {
  booleanParameter,
  choiceParameter,
  combineDates,
  DATE_PARAMETERS,
  listParameter,
} from '../parameters.ts';
import { BODY_PARAMETERS, type IdLookup, resolveBodyIds, resolveThingIds } from '../resolve-ids.ts';
import { toRowData } from '../row-data.ts';

/** An actor in one role of one fact. */
const Participation = z
  .object({
    ...ParticipationView.shape,
    date: DateView,
    fact: FACT_CONTENT,
  })
  .meta({ id: 'Participation', description: 'An actor in one role of one fact.' });

/** The members of the page of an actor that say in which roles facts name it. */
export const ACTOR_ROLES = {
  takesPart: z.boolean(),
  roles: readonlyArray(
    z.object({ ...RoleCount.shape, meaning: z.string() }).meta({ id: 'RoleCount' }),
  ),
  participations: readonlyArray(Participation).meta({
    description: 'A page of the facts that name the actor, one row for each role.',
  }),
};

/** The filters for the facts on the page of a body. */
export const ACTOR_FACT_PARAMETERS = {
  ...DATE_PARAMETERS,
  role: choiceParameter(ROLE_NAMES as readonly [string, ...string[]], 'Filter by role'),
  takesPart: booleanParameter('true: participation; false: mentions'),
  meeting: listParameter('Filter by meeting'),
};

/** The filters for the facts on the page of a state or a person. */
export const ACTOR_PARAMETERS = {
  ...ACTOR_FACT_PARAMETERS,
  ...BODY_PARAMETERS,
};

/** The columns of the facts on the page of an actor, after those of the actor itself. */
export const ACTOR_FACT_COLUMNS = [
  ...fieldColumns('kind', 'nameAsWritten', 'role', 'takesPart:boolean', 'basis', 'capacity'),
  ...thingColumns('actor', 'represents', 'saidBy'),
  ...fieldColumns('about'),
  ...thingColumns('meeting', 'meeting'),
  ...thingColumns('body', 'body'),
  ...thingColumns('decision', 'decision'),
  ...thingColumns('incident', 'incident'),
  ...thingColumns('document', 'document'),
  ...fieldColumns('type', 'event'),
  ...dateColumns('date'),
  ...fieldColumns('dateOf'),
  computedColumn<ParticipationView>('role_meaning', ({ role }) => ROLES[role].doc),
];

type ActorParameters = z.output<z.ZodObject<typeof ACTOR_FACT_PARAMETERS>> &
  Partial<z.output<z.ZodObject<typeof ACTOR_PARAMETERS>>>;

/** Returns the roles of an actor, and a page of the facts that name it. */
export async function readActorRoles(
  { database, scope }: IdLookup,
  actors: readonly ThingRef[],
  { page, parameters: p }: { readonly page: PageRequest; readonly parameters: ActorParameters },
) {
  const filter: ParticipationFilter = {
    actors,
    roles: p.role,
    takesPart: p.takesPart,
    bodies: await resolveBodyIds({ database, scope }, p),
    meetings: await resolveThingIds({ database, scope }, 'meeting', p.meeting),
  };
  const pageOfDays = { ...page, days: combineDates(p) };
  const { rows, ...rest } = await listParticipations(database, scope, filter, pageOfDays);
  const roles = await countRoles(database, scope, { actors });
  const facts = rows.map(({ collection, event: id }) => ({ collection, id }));
  const contents = await listFactContents(database, scope, facts);
  const data = {
    takesPart: roles.some(({ takesPart }) => takesPart),
    roles: roles.map((count) => ({ ...count, meaning: ROLES[count.role].doc })),
    participations: rows.map((row) => ({
      ...toRowData(row, { dates: ['date'] }),
      fact: contents.get(formatThingKey({ collection: row.collection, id: row.event })) ?? {},
    })),
  };
  return { data, rows, ...rest };
}
