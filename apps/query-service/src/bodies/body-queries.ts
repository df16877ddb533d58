import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  BodyView,
  ChairView,
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
  TIMELINE,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import {
  actorColumns,
  computedColumn,
  type CsvColumn,
  dateViewColumns,
  fieldColumns,
} from '../csv.ts';
import { choiceParameter, listParameter } from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import {
  BODY_PARAMETERS,
  createUnknownIdProblem,
  type IdLookup,
  resolveActors,
  resolveBodies,
} from '../resolve-ids.ts';

const KINDS = [
  'organization',
  'organ',
  'meeting-series',
  'agency',
  'group',
  'joint-session',
] as const;
const STATUSES = [
  'member',
  'acceding',
  'observer',
  'partner',
  'guest',
  'elected-member',
  'suspended',
  'withdrawn',
] as const;
const STAGES = ['proposed', 'elected', 'appointed', 'holds', 'left'] as const;

const BODY_COLUMNS = fieldColumns(
  'body',
  'name',
  'kind',
  'parents:list',
  'organs:list',
  'names:list',
  'mergedIds:list',
  'event',
);

function dayColumns(name: string): readonly CsvColumn[] {
  return dateViewColumns(name, undefined, ['stated', 'earliest', 'latest']);
}

const TENURE_COLUMNS = [
  ...dayColumns('startedOn'),
  ...dayColumns('endedOn'),
  ...dayColumns('heldAsOf'),
  ...fieldColumns('documents:list', 'event'),
];

const Chair = ChairView.meta({
  id: 'Chair',
  description: 'The chair of a body over time, and its holder on a day.',
});

const BodyPage = z
  .object({
    ...BodyView.shape,
    descriptions: readonlyArray(DescriptionView),
    headquarters: readonlyArray(HeadquartersView),
    chair: Chair,
    offices: readonlyArray(OfficeView),
    memberships: readonlyArray(MembershipView),
  })
  .meta({ id: 'BodyPage', description: 'A body, with everything that is recorded of it.' });

const ChairPage = z
  .object({ ...ChairView.shape, day: z.string().nullable() })
  .meta({ id: 'ChairPage', description: 'The chair of a body, and its holder on the day.' });

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
  async execute({ scope, parameters }: ListBodiesQuery) {
    const bodies = await resolveBodies({ database: this.database, scope }, parameters);
    return { data: await listBodies(this.database, scope, { bodies, kinds: parameters.kind }) };
  }
}

export class FindBodyQuery extends defineQuery({
  path: 'bodies/{body}',
  tag: 'bodies',
  summary: 'One body: its descriptions, headquarters, chair, offices and members.',
  projections: [TIMELINE],
  paged: false,
  parameters: {},
  columns: BODY_COLUMNS,
  answer: BodyPage,
}) {}

@QueryHandler(FindBodyQuery)
class FindBodyHandler extends DatabaseQueryHandler implements IQueryHandler<FindBodyQuery> {
  async execute({ scope, path }: FindBodyQuery) {
    const { database } = this;
    const view = await findBody({ database, scope }, path.body);
    const bodies = [view.body];
    const [descriptions, headquarters, chair, offices, memberships] = await Promise.all([
      listDescriptions(database, scope, bodies),
      listHeadquarters(database, scope, view.body),
      findChair(database, scope, view.body),
      listOffices(database, scope, { bodies }),
      listMemberships(database, scope, { bodies }),
    ]);
    return {
      data: { ...view, descriptions, headquarters, chair, offices, memberships },
      rows: [view],
    };
  }
}

export class FindChairQuery extends defineQuery({
  path: 'bodies/{body}/chair',
  tag: 'bodies',
  summary:
    'The chair of a body over time, and on the day `asOf`. An unrecorded chair is not guessed.',
  projections: [TIMELINE],
  paged: false,
  parameters: {},
  columns: [
    ...actorColumns('holder'),
    ...actorColumns('person'),
    ...dayColumns('since'),
    ...dayColumns('until'),
    ...fieldColumns('term', 'stage', 'events:list'),
  ],
  answer: ChairPage,
}) {}

@QueryHandler(FindChairQuery)
class FindChairHandler extends DatabaseQueryHandler implements IQueryHandler<FindChairQuery> {
  async execute({ scope, path }: FindChairQuery) {
    const { body } = await findBody({ database: this.database, scope }, path.body);
    const chair = await findChair(this.database, scope, body);
    return { data: { ...chair, day: scope.asOf }, rows: chair.line };
  }
}

export class ListOfficesQuery extends defineQuery({
  path: 'offices',
  tag: 'bodies',
  summary: 'Offices and their holders. With `asOf`, those without a recorded end before that day.',
  projections: [TIMELINE],
  paged: false,
  parameters: {
    ...BODY_PARAMETERS,
    holder: listParameter('Filter by holder'),
    office: listParameter('Filter by office'),
    stage: choiceParameter(STAGES, 'Filter by stage'),
  },
  columns: [
    ...fieldColumns('office', 'body'),
    ...actorColumns('holder'),
    computedColumn<OfficeView>('holder_stated', ({ holder }) => holder !== null, 'boolean'),
    ...fieldColumns('rank', 'exOfficio', 'stage'),
    ...actorColumns('by'),
    ...fieldColumns('meeting'),
    ...TENURE_COLUMNS,
  ],
  answer: readonlyArray(OfficeView),
}) {}

@QueryHandler(ListOfficesQuery)
class ListOfficesHandler extends DatabaseQueryHandler implements IQueryHandler<ListOfficesQuery> {
  async execute({ scope, parameters }: ListOfficesQuery) {
    const { database } = this;
    const filter = {
      bodies: await resolveBodies({ database, scope }, parameters),
      holders: resolveActors({ scope }, parameters.holder),
      offices: parameters.office,
      stages: parameters.stage,
    };
    return { data: await listOffices(database, scope, filter) };
  }
}

export class ListMembershipsQuery extends defineQuery({
  path: 'memberships',
  tag: 'bodies',
  summary:
    'Members, observers and others. With `asOf`, those without a recorded end before that day.',
  projections: [TIMELINE],
  paged: false,
  parameters: {
    ...BODY_PARAMETERS,
    member: listParameter('Filter by member'),
    status: choiceParameter(STATUSES, 'Filter by status'),
  },
  columns: [
    ...fieldColumns('body'),
    ...actorColumns('member'),
    ...fieldColumns('status', 'statusAsWritten'),
    ...actorColumns('by'),
    ...fieldColumns('meeting'),
    ...TENURE_COLUMNS,
  ],
  answer: readonlyArray(MembershipView),
}) {}

@QueryHandler(ListMembershipsQuery)
class ListMembershipsHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListMembershipsQuery>
{
  async execute({ scope, parameters }: ListMembershipsQuery) {
    const { database } = this;
    const filter = {
      bodies: await resolveBodies({ database, scope }, parameters),
      members: resolveActors({ scope }, parameters.member),
      statuses: parameters.status,
    };
    return { data: await listMemberships(database, scope, filter) };
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
    ...fieldColumns('documents:list', 'event'),
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
      organizations: resolveActors({ scope }, parameters.organization),
      by: resolveActors({ scope }, parameters.by),
    };
    return { data: await listDesignations(this.database, scope, filter) };
  }
}

async function findBody({ database, scope }: IdLookup, id: string): Promise<BodyView> {
  const all = await listBodies(database, scope);
  const view = all.find(({ body }) => body === scope.aliases.canonicalId('body', id));
  if (view !== undefined) return view;
  throw createUnknownIdProblem(
    'body',
    id,
    all.map(({ body }) => body),
  );
}

export const BODY_QUERIES = [
  ListBodiesQuery,
  FindBodyQuery,
  FindChairQuery,
  ListOfficesQuery,
  ListMembershipsQuery,
  ListDesignationsQuery,
];
export const BODY_HANDLERS = [
  ListBodiesHandler,
  FindBodyHandler,
  FindChairHandler,
  ListOfficesHandler,
  ListMembershipsHandler,
  ListDesignationsHandler,
];
