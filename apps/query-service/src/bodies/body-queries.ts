import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  BODY_FACTS,
  BODY_SECTION_SCHEMAS,
  BodyView,
  DescriptionView,
  DesignationView,
  findChair,
  HeadquartersView,
  listBodies,
  listDescriptions,
  listDesignations,
  listHeadquarters,
  listMemberships,
  listOffices,
  MembershipView,
  OfficeView,
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
import { DatabaseQueryHandler } from '../query-handler.ts';
import {
  BODY_PARAMETERS,
  createUnknownThingProblem,
  type IdLookup,
  resolveBodyThings,
} from '../resolve-ids.ts';
import { withStatements } from '../statements.ts';
import { ChairAnswer } from './chair-queries.ts';

const KINDS = [
  'organization',
  'organ',
  'meeting-series',
  'agency',
  'group',
  'joint-session',
] as const;
const BODY_COLUMNS = [
  ...fieldColumns('body', 'name', 'kind'),
  ...thingColumns('body', 'parents:list', 'organs:list'),
  ...agreementColumns('name', 'kind'),
  ...fieldColumns('names:list', 'mergedIds:list', 'event', 'collection'),
];

function dayColumns(name: string): readonly CsvColumn[] {
  return dateViewColumns(name, undefined, ['stated', 'earliest', 'latest']);
}

const BodyPage = z
  .object({
    ...BodyView.shape,
    descriptions: readonlyArray(DescriptionView),
    headquarters: readonlyArray(HeadquartersView),
    chair: ChairAnswer,
    offices: readonlyArray(OfficeView),
    memberships: readonlyArray(MembershipView),
    ...BODY_SECTION_SCHEMAS,
  })
  .meta({ id: 'BodyPage', description: 'A body, with everything that is recorded of it.' });

export class ListBodiesQuery extends defineQuery({
  path: 'bodies',
  tag: 'bodies',
  summary: 'The bodies of the record, with their organs and all their names.',
  projections: [TIMELINE],
  paged: false,
  parameters: { ...BODY_PARAMETERS, kind: choiceParameter(KINDS, 'Filter by kind') },
  columns: BODY_COLUMNS,
  answer: readonlyArray(BodyView),
}) {}

@QueryHandler(ListBodiesQuery)
class ListBodiesHandler extends DatabaseQueryHandler implements IQueryHandler<ListBodiesQuery> {
  async execute({ scope, parameters, statements }: ListBodiesQuery) {
    const bodies = await resolveBodyThings({ database: this.database, scope }, parameters);
    const rows = await listBodies(this.database, scope, { bodies, kinds: parameters.kind });
    return { data: rows.map((row) => withStatements(row, statements)) };
  }
}

export class FindBodyQuery extends defineQuery({
  path: 'bodies/{body}',
  tag: 'bodies',
  summary:
    'One body: its descriptions, headquarters, chair, offices and members, changes of its mandate, ' +
    'and what is said of it.',
  projections: [TIMELINE],
  paged: false,
  parameters: {},
  columns: BODY_COLUMNS,
  answer: BodyPage,
}) {}

@QueryHandler(FindBodyQuery)
class FindBodyHandler extends DatabaseQueryHandler implements IQueryHandler<FindBodyQuery> {
  async execute({ scope, day, path, statements }: FindBodyQuery) {
    const { database } = this;
    const view = await findBody({ database, scope }, path.body);
    const things = scope.aliases.things('body', path.body);
    const [descriptions, headquarters, chair, offices, memberships, sections] = await Promise.all([
      listDescriptions(database, scope, things),
      listHeadquarters(database, scope, things),
      findChair(database, scope, things, day),
      listOffices(database, scope, { bodies: things }),
      listMemberships(database, scope, { bodies: things }),
      readThingSections(database, scope, BODY_FACTS, things),
    ]);
    return {
      data: {
        ...withStatements(view, statements),
        descriptions,
        headquarters,
        chair: { ...chair, day },
        offices,
        memberships,
        ...sections,
      },
      rows: [view],
    };
  }
}

export class ListDesignationsQuery extends defineQuery({
  path: 'designations',
  tag: 'bodies',
  summary: 'Organizations that an authority designated, for example as banned.',
  projections: [TIMELINE],
  paged: false,
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
  async execute({ scope, parameters }: ListDesignationsQuery) {
    const filter = {
      organizations: parameters.organization,
      by: parameters.by,
    };
    return { data: await listDesignations(this.database, scope, filter) };
  }
}

async function findBody({ database, scope }: IdLookup, id: string): Promise<BodyView> {
  const bodies = scope.aliases.things('body', id);
  const [view] = await listBodies(database, scope, { bodies });
  if (view !== undefined) return view;
  throw await createUnknownThingProblem({ database, scope }, 'body', id);
}

export const BODY_QUERIES = [ListBodiesQuery, FindBodyQuery, ListDesignationsQuery];
export const BODY_HANDLERS = [ListBodiesHandler, FindBodyHandler, ListDesignationsHandler];
