import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  DateView,
  DECISIONS,
  listMandateChanges,
  listUnstatedAgents,
  MandateChangeView,
  readonlyArray,
  TIMELINE,
  UnstatedAgent,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import { actorColumns, dateColumns, fieldColumns, thingColumns } from '../csv.ts';
import { choiceParameter, combineDates, DATE_PARAMETERS, listParameter } from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import { BODY_PARAMETERS, resolveBodyIds } from '../resolve-ids.ts';
import { toRowData } from '../row-data.ts';

/** The stages of a change, from first to last. */
const STAGES = ['proposed', 'announced', 'agreed', 'in-force'] as const;
const DEFAULT_ACTIVITIES = ['operation', 'incident-count'];

export class ListMandatesQuery extends defineQuery({
  path: 'mandates',
  tag: 'decisions',
  summary: 'Changes in the mandate or form of bodies, with the stage that each has reached.',
  projections: [DECISIONS, TIMELINE],
  paged: true,
  parameters: {
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    stage: choiceParameter(STAGES, 'Filter by stage'),
  },
  columns: [
    ...thingColumns('body', 'body'),
    ...fieldColumns('becomes', 'stage', 'strength'),
    ...actorColumns('by'),
    ...fieldColumns('occasion'),
    ...dateColumns('occurredOn'),
    ...fieldColumns('event', 'collection'),
  ],
  answer: readonlyArray(
    z.object({
      collection: z.string(),
      body: z.string(),
      becomes: z.string(),
      furthestStage: z.enum(STAGES),
      decisionRecorded: z.boolean(),
      inForceRecorded: z.boolean(),
      changes: readonlyArray(MandateChangeView.extend({ occurredOn: DateView })),
    }),
  ),
}) {}

@QueryHandler(ListMandatesQuery)
class ListMandatesHandler extends DatabaseQueryHandler implements IQueryHandler<ListMandatesQuery> {
  async execute({ scope, page, parameters }: ListMandatesQuery) {
    const { database } = this;
    const bodies = await resolveBodyIds({ database, scope }, parameters);
    const filter = { bodies, stages: parameters.stage };
    const pageOfDays = { ...page, days: combineDates(parameters) };
    const { rows, ...rest } = await listMandateChanges(database, scope, filter, pageOfDays);
    return { data: groupChanges(rows), rows, ...rest };
  }
}

/** Groups the reports of one change, with the furthest stage: an announcement is not a decision. */
function groupChanges(rows: readonly MandateChangeView[]) {
  const groups = Map.groupBy(rows, ({ collection, body, becomes }) =>
    JSON.stringify([collection, body, becomes]),
  );
  return [...groups.values()].flatMap((changes) => {
    const [first] = changes;
    if (first === undefined) return [];
    const { collection, body, becomes } = first;
    const stages = STAGES.filter((stage) => changes.some((change) => change.stage === stage));
    return {
      collection,
      body,
      becomes,
      furthestStage: stages.at(-1) ?? first.stage,
      decisionRecorded: stages.includes('agreed') || stages.includes('in-force'),
      inForceRecorded: stages.includes('in-force'),
      changes: changes.map((change) => toRowData(change, { dates: ['occurredOn'] })),
    };
  });
}

export class ListUnstatedAgentsQuery extends defineQuery({
  path: 'unstated-agents',
  tag: 'decisions',
  summary: 'Decisions, awards, agreed next meetings and activities without a stated agent.',
  projections: [DECISIONS, TIMELINE],
  paged: true,
  parameters: {
    activity: listParameter(
      `Kinds of activities to include. Default: ${DEFAULT_ACTIVITIES.join(',')}`,
    ),
  },
  columns: [
    ...fieldColumns('type', 'kind', 'field', 'about'),
    ...thingColumns('decision', 'decision'),
    ...thingColumns('meeting', 'meeting'),
    ...fieldColumns('event', 'collection'),
  ],
  answer: readonlyArray(UnstatedAgent),
}) {}

@QueryHandler(ListUnstatedAgentsQuery)
class ListUnstatedAgentsHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListUnstatedAgentsQuery>
{
  async execute({ scope, parameters, page }: ListUnstatedAgentsQuery) {
    const activities = parameters.activity ?? DEFAULT_ACTIVITIES;
    const { rows, next } = await listUnstatedAgents(this.database, scope, activities, page);
    return { data: rows, next };
  }
}

export const MANDATE_QUERIES = [ListMandatesQuery, ListUnstatedAgentsQuery];
export const MANDATE_HANDLERS = [ListMandatesHandler, ListUnstatedAgentsHandler];
