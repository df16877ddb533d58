import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  listMemberships,
  listOffices,
  MembershipView,
  OfficeView,
  readonlyArray,
  TIMELINE,
} from '@rapporteur/read-models';
import { defineQuery } from '../collection-query.ts';
import {
  actorColumns,
  agreementColumns,
  computedColumn,
  dateViewColumns,
  fieldColumns,
  thingColumns,
} from '../csv.ts';
import { choiceParameter, listParameter } from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import { BODY_PARAMETERS, listThings, resolveBodyIds } from '../resolve-ids.ts';

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

const dayColumns = (name: string) =>
  dateViewColumns(name, undefined, ['stated', 'earliest', 'latest']);

const TENURE_COLUMNS = [
  ...dayColumns('startedOn'),
  ...dayColumns('endedOn'),
  ...agreementColumns('startedOn', 'endedOn'),
  ...dayColumns('heldAsOf'),
  ...thingColumns('document', 'documents:list'),
  ...fieldColumns('event', 'events:list'),
];

export class ListOfficesQuery extends defineQuery({
  path: 'offices',
  tag: 'bodies',
  summary: 'Offices and their holders over time. With `asOf`, those held on that day.',
  projections: [TIMELINE],
  paged: true,
  parameters: {
    ...BODY_PARAMETERS,
    holder: listParameter('Filter by holder'),
    office: listParameter('Filter by office'),
    stage: choiceParameter(STAGES, 'Filter by stage'),
  },
  columns: [
    ...fieldColumns('office', 'body', 'bodyName'),
    ...actorColumns('holder'),
    computedColumn<OfficeView>('holder_stated', ({ holder }) => holder !== null, 'boolean'),
    ...fieldColumns('rank', 'exOfficio', 'stage'),
    ...actorColumns('by'),
    ...thingColumns('meeting', 'meeting'),
    ...TENURE_COLUMNS,
  ],
  answer: readonlyArray(OfficeView),
}) {}

@QueryHandler(ListOfficesQuery)
class ListOfficesHandler extends DatabaseQueryHandler implements IQueryHandler<ListOfficesQuery> {
  async execute({ scope, page, parameters, statements }: ListOfficesQuery) {
    const { database } = this;
    const filter = {
      bodies: await resolveBodyIds({ database, scope }, parameters),
      holders: listThings(scope, 'actor', parameters.holder),
      offices: parameters.office,
      stages: parameters.stage,
    };
    const { rows, next } = await listOffices(database, scope, filter, page, { statements });
    return { data: rows, next };
  }
}

export class ListMembershipsQuery extends defineQuery({
  path: 'memberships',
  tag: 'bodies',
  summary: 'Members, observers and others over time. With `asOf`, those on that day.',
  projections: [TIMELINE],
  paged: true,
  parameters: {
    ...BODY_PARAMETERS,
    member: listParameter('Filter by member'),
    status: choiceParameter(STATUSES, 'Filter by status'),
  },
  columns: [
    ...fieldColumns('body', 'bodyName'),
    ...actorColumns('member'),
    ...fieldColumns('status', 'statusAsWritten'),
    ...actorColumns('by'),
    ...thingColumns('meeting', 'meeting'),
    ...TENURE_COLUMNS,
  ],
  answer: readonlyArray(MembershipView),
}) {}

@QueryHandler(ListMembershipsQuery)
class ListMembershipsHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListMembershipsQuery>
{
  async execute({ scope, page, parameters, statements }: ListMembershipsQuery) {
    const { database } = this;
    const filter = {
      bodies: await resolveBodyIds({ database, scope }, parameters),
      members: listThings(scope, 'actor', parameters.member),
      statuses: parameters.status,
    };
    const { rows, next } = await listMemberships(database, scope, filter, page, { statements });
    return { data: rows, next };
  }
}

export const TENURE_QUERIES = [ListOfficesQuery, ListMembershipsQuery];
export const TENURE_HANDLERS = [ListOfficesHandler, ListMembershipsHandler];
