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
  type NextMeetingView,
  OfficeView,
  PARTICIPATION,
  type QueryScope,
  readAllPages,
  readonlyArray,
  readThingSections,
  type ThingRef,
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
import { choiceParameter, listParameter, textParameter } from '../parameters.ts';
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
import { SHOWN_MAX, ShortenedLists, ShortenedNames } from '../shortened-lists.ts';
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

const LAST_ITEMS = { limit: SHOWN_MAX + 1, after: null, newestFirst: true };

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
    shortened: ShortenedNames,
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
    q: textParameter('Search for all the words in a name or id'),
  },
  columns: BODY_COLUMNS,
  answer: readonlyArray(BodyView),
}) {}

@QueryHandler(ListBodiesQuery)
class ListBodiesHandler extends DatabaseQueryHandler implements IQueryHandler<ListBodiesQuery> {
  async execute({ scope, page, parameters, statements }: ListBodiesQuery) {
    const bodies = await resolveBodyIds({ database: this.database, scope }, parameters);
    const filter = { bodies, kinds: parameters.kind, words: parameters.q };
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
    const [{ data: roles, next, undated }, lists] = await Promise.all([
      readActorRoles(lookup, actors, { page, parameters }),
      this.#readLists(scope, things, { day, statements }),
    ]);
    return {
      data: {
        ...withStatements(view, statements),
        ...roles,
        ...lists,
      },
      rows: page.after === null ? [view] : [],
      next,
      undated,
    };
  }

  /** Reads the lists of the page, each with its last items. */
  async #readLists(
    scope: QueryScope,
    bodies: readonly ThingRef[],
    { day, statements }: { readonly day: string; readonly statements: boolean },
  ) {
    const { database } = this;
    const filter = { bodies };
    const options = { statements };
    const [descriptions, headquarters, chair, offices, memberships, facts, meetings, nextMeetings] =
      await Promise.all([
        listDescriptions(database, scope, bodies),
        listHeadquarters(database, scope, bodies),
        findChair(database, scope, bodies, day),
        readAllPages((part) => listOffices(database, scope, filter, part, options)),
        readAllPages((part) => listMemberships(database, scope, filter, part, options)),
        readThingSections(database, scope, BODY_FACTS, bodies),
        listMeetings(database, scope, filter, LAST_ITEMS),
        listNextMeetings(database, scope, filter, LAST_ITEMS),
      ]);

    const shortened = new ShortenedLists();
    const toNext = (row: NextMeetingView) => toNextMeetingData(row, statements);
    const sections = Object.entries(facts).map(([name, list]) => [
      name,
      shortened.keepLast(name, list),
    ]);
    return {
      descriptions,
      headquarters,
      chair: { ...chair, line: shortened.keepLast('chair', chair.line), day },
      offices: shortened.keepLast('offices', offices),
      memberships: shortened.keepLast('memberships', memberships),
      meetings: shortened.keepLast('meetings', meetings.rows.toReversed()).map(toBodyMeeting),
      nextMeetings: shortened.keepLast('nextMeetings', nextMeetings.rows.toReversed()).map(toNext),
      ...(Object.fromEntries(sections) as typeof facts),
      shortened: shortened.names,
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
