import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { BODY_KINDS } from '@rapporteur/contracts';
import {
  BODY_FACTS,
  BODY_SECTION_SCHEMAS,
  BodyView,
  DECISIONS,
  DescriptionView,
  DesignationView,
  findChair,
  HeadquartersView,
  listBodies,
  listDescriptions,
  listDesignations,
  listHeadquarters,
  listMeetings,
  listNextMeetings,
  listMemberships,
  listOffices,
  MeetingView,
  MembershipView,
  OfficeView,
  PARTICIPATION,
  readAllPages,
  readonlyArray,
  readThingSections,
  TIMELINE,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import {
  actorColumns,
  agreementColumns,
  type CsvColumn,
  dateViewColumns,
  fieldColumns,
  thingColumns,
} from '../csv.ts';
import { choiceParameter, listParameter } from '../parameters.ts';
import { NextMeeting, toNextMeetingData } from '../meetings/next-meeting-queries.ts';
import {
  ACTOR_FACT_PARAMETERS,
  ACTOR_ROLES,
  readActorRoles,
} from '../participation/actor-participations.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import {
  BODY_PARAMETERS,
  createUnknownThingProblem,
  type IdLookup,
  resolveBodyIds,
} from '../resolve-ids.ts';
import { withStatements } from '../statements.ts';
import { ChairAnswer } from './chair-queries.ts';

const BODY_COLUMNS = [
  ...fieldColumns('body', 'name', 'kind'),
  ...thingColumns('body', 'parents:list', 'organs:list'),
  ...agreementColumns('name', 'kind'),
  ...fieldColumns('names:list', 'mergedIds:list', 'event', 'collection'),
];

function dayColumns(name: string): readonly CsvColumn[] {
  return dateViewColumns(name, undefined, ['stated', 'earliest', 'latest']);
}

const BodyMeeting = MeetingView.pick({
  collection: true,
  meeting: true,
  name: true,
  stage: true,
  heldOn: true,
  scheduledOn: true,
  places: true,
  events: true,
}).meta({ id: 'BodyMeeting', description: 'A meeting of a body, in one line.' });

const BodyPage = z
  .object({
    ...BodyView.shape,
    descriptions: readonlyArray(DescriptionView),
    headquarters: readonlyArray(HeadquartersView),
    chair: ChairAnswer,
    offices: readonlyArray(OfficeView),
    memberships: readonlyArray(MembershipView),
    meetings: readonlyArray(BodyMeeting).meta({ description: 'Its meetings, by date.' }),
    nextMeetings: readonlyArray(NextMeeting),
    ...ACTOR_ROLES,
    ...BODY_SECTION_SCHEMAS,
  })
  .meta({ id: 'BodyPage', description: 'A body, with everything that is recorded of it.' });

export class ListBodiesQuery extends defineQuery({
  path: 'bodies',
  tag: 'bodies',
  summary: 'The bodies of the record, with their organs and all their names.',
  projections: [TIMELINE],
  paged: true,
  parameters: {
    ...BODY_PARAMETERS,
    kind: choiceParameter(BODY_KINDS, 'Filter by kind'),
  },
  columns: BODY_COLUMNS,
  answer: readonlyArray(BodyView),
}) {}

@QueryHandler(ListBodiesQuery)
class ListBodiesHandler extends DatabaseQueryHandler implements IQueryHandler<ListBodiesQuery> {
  async execute({ scope, page, parameters, statements }: ListBodiesQuery) {
    const bodies = await resolveBodyIds({ database: this.database, scope }, parameters);
    const filter = { bodies, kinds: parameters.kind };
    const { rows, next } = await listBodies(this.database, scope, filter, page);
    return { data: rows.map((row) => withStatements(row, statements)), next };
  }
}

export class FindBodyQuery extends defineQuery({
  path: 'bodies/{body}',
  tag: 'bodies',
  summary:
    'One body: its descriptions, headquarters, chair, offices, members and meetings, changes of its ' +
    'mandate, and each fact that names it, by role.',
  projections: [TIMELINE, PARTICIPATION, DECISIONS],
  paged: true,
  parameters: ACTOR_FACT_PARAMETERS,
  columns: BODY_COLUMNS,
  answer: BodyPage,
}) {}

@QueryHandler(FindBodyQuery)
class FindBodyHandler extends DatabaseQueryHandler implements IQueryHandler<FindBodyQuery> {
  async execute({ scope, day, page, path, parameters, statements }: FindBodyQuery) {
    const { database } = this;
    const lookup = { database, scope };
    const view = await findBody(lookup, path.body);
    const things = scope.aliases.things('body', path.body);
    const actors = [...things, ...scope.aliases.things('actor', path.body)];
    const {
      data: roles,
      next,
      undated,
    } = await readActorRoles(lookup, actors, { page, parameters });
    const [descriptions, headquarters, chair, offices, memberships, sections] = await Promise.all([
      listDescriptions(database, scope, things),
      listHeadquarters(database, scope, things),
      findChair(database, scope, things, day),
      readAllPages((part) =>
        listOffices(database, scope, { bodies: things }, part, { statements }),
      ),
      readAllPages((part) =>
        listMemberships(database, scope, { bodies: things }, part, { statements }),
      ),
      readThingSections(database, scope, BODY_FACTS, things),
    ]);
    const filter = { bodies: things };
    const meetings = await readAllPages((part) => listMeetings(database, scope, filter, part));
    const nextMeetings = await readAllPages((part) =>
      listNextMeetings(database, scope, filter, part),
    );
    return {
      data: {
        ...withStatements(view, statements),
        meetings: meetings.map(toBodyMeeting),
        nextMeetings: nextMeetings.map((row) => toNextMeetingData(row, statements)),
        ...roles,
        descriptions,
        headquarters,
        chair: { ...chair, day },
        offices,
        memberships,
        ...sections,
      },
      rows: page.after === null ? [view] : [],
      next,
      undated,
    };
  }
}

function toBodyMeeting(view: MeetingView): z.output<typeof BodyMeeting> {
  const { collection, meeting, name, stage, heldOn, scheduledOn, places, events } = view;
  return { collection, meeting, name, stage, heldOn, scheduledOn, places, events };
}

export class ListDesignationsQuery extends defineQuery({
  path: 'designations',
  tag: 'bodies',
  summary: 'Organizations that an authority designated, for example as banned.',
  projections: [TIMELINE],
  paged: true,
  parameters: {
    organization: listParameter('Filter by organization'),
    by: listParameter('Filter by authority'),
  },
  columns: [
    ...actorColumns('organization'),
    ...actorColumns('by'),
    ...fieldColumns('status'),
    ...dayColumns('date'),
    ...thingColumns('document', 'documents:list'),
    ...fieldColumns('event', 'collection'),
  ],
  answer: readonlyArray(DesignationView),
}) {}

@QueryHandler(ListDesignationsQuery)
class ListDesignationsHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListDesignationsQuery>
{
  async execute({ scope, page, parameters }: ListDesignationsQuery) {
    const filter = {
      organizations: parameters.organization,
      by: parameters.by,
    };
    const { rows, ...rest } = await listDesignations(this.database, scope, filter, page);
    return { data: rows, ...rest };
  }
}

async function findBody({ database, scope }: IdLookup, id: string): Promise<BodyView> {
  const bodies = scope.aliases.things('body', id);
  const one = { limit: 1, after: null };
  const {
    rows: [view],
  } = await listBodies(database, scope, { bodies }, one);
  if (view !== undefined) return view;
  throw await createUnknownThingProblem({ database, scope }, 'body', id);
}

export const BODY_QUERIES = [ListBodiesQuery, FindBodyQuery, ListDesignationsQuery];
export const BODY_HANDLERS = [ListBodiesHandler, FindBodyHandler, ListDesignationsHandler];
