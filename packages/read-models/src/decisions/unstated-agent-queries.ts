import { fetchPageInOrder } from '../query/dated-page.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { AwardRow, DecisionRow } from './decision-entities.ts';
import { ReportRow } from './report-entities.ts';
import type { UnstatedAgent } from './report-views.ts';

/**
 * Returns decisions, awards, agreed next meetings and activities of the given kinds without a
 * stated agent, in the order of their documents.
 */
export async function listUnstatedAgents(
  database: QueryDatabase,
  scope: QueryScope,
  activityKinds: readonly string[],
  page: PageRequest,
): Promise<ResultPage<UnstatedAgent>> {
  const query = new RecordQuery(database, scope);
  const parts = [query.subquery(), query.subquery(), query.subquery()] as const;
  const u = query.fromUnion(
    [
      [parts[0], selectDecisionsWithoutAgent(parts[0])],
      [parts[1], selectAwardsWithoutAgent(parts[1])],
      [parts[2], selectActivitiesWithoutAgent(parts[2], activityKinds)],
    ],
    'u',
  );
  const { collection, event, type, kind, field, decision, meeting, about } = u;
  const select = { collection, event, type, kind, field, decision, meeting, about };
  const key = sql<string>`concat_ws(' ', ${u.commandId}, lpad(${u.eventPseq}::text, 10, '0'), ${field})`;
  return fetchPageInOrder(query, { select, page, key });
}

type AgentField = UnstatedAgent['field'];

function selectDecisionsWithoutAgent(query: RecordQuery) {
  const d = query.from(DecisionRow, 'd');
  query.where(`${d.agentField} IS NOT NULL AND ${d.agents} IS NULL`);
  const { collection, eventId: event, eventType: type, commandId, eventPseq } = d;
  return {
    collection,
    event,
    type,
    commandId,
    eventPseq,
    kind: sql<string | null>`${d.kind}`,
    field: sql<AgentField>`${d.agentField}`,
    decision: d.decision,
    meeting: d.meeting,
    about: sql<string | null>`coalesce(${d.name}, ${d.topic})`,
  };
}

function selectAwardsWithoutAgent(
  query: RecordQuery,
): ReturnType<typeof selectDecisionsWithoutAgent> {
  const a = query.from(AwardRow, 'a');
  query.where(`${a.by} IS NULL`);
  const { collection, eventId: event, commandId, eventPseq } = a;
  return {
    collection,
    event,
    type: sql<string>`'AwardsConferred'`,
    commandId,
    eventPseq,
    kind: sql<string>`'award'`,
    field: sql<AgentField>`'by'`,
    decision: sql<null>`NULL::text`,
    meeting: a.meeting,
    about: a.recipients,
  };
}

function selectActivitiesWithoutAgent(
  query: RecordQuery,
  kinds: readonly string[],
): ReturnType<typeof selectDecisionsWithoutAgent> {
  const r = query.from(ReportRow, 'r');
  query.where(`${r.agentStated} = false`).whereAny(r.kind, kinds);
  const { collection, eventId: event, eventType: type, commandId, eventPseq } = r;
  const { kind, decision, meeting, summary: about } = r;
  return {
    collection,
    event,
    type,
    commandId,
    eventPseq,
    kind,
    decision,
    meeting,
    about,
    field: sql<AgentField>`'by'`,
  };
}
