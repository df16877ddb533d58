import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  DECISIONS,
  DISSENT_KINDS,
  DissentView,
  formatThingKey,
  listDecisions,
  listDissents,
  readAllPages,
  readonlyArray,
  type ThingRef,
  TIMELINE,
} from '@rapporteur/read-models';
import { defineQuery } from '../collection-query.ts';
import { actorColumns, dateViewColumns, fieldColumns, thingColumns } from '../csv.ts';
import {
  choiceParameter,
  combineDates,
  DATE_PARAMETERS,
  listParameter,
  textParameter,
} from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import {
  BODY_PARAMETERS,
  type IdLookup,
  listThings,
  resolveBodyIds,
  resolveThingIds,
} from '../resolve-ids.ts';

export class ListDissentsQuery extends defineQuery({
  path: 'dissents',
  tag: 'decisions',
  summary: 'Dissents from meetings and documents by date: who dissented, how, from what, and why.',
  projections: [TIMELINE, DECISIONS],
  paged: true,
  parameters: {
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    by: listParameter('Filter by dissenting actor, such as a state with its bodies and persons'),
    kind: choiceParameter(DISSENT_KINDS, 'Filter by kind'),
    meeting: listParameter('Filter by meeting'),
    decision: listParameter('Filter by decision: the dissents at its meeting'),
    dissentedFrom: listParameter('Filter by the document dissented from'),
    document: listParameter('Filter by source, or by the document that the source relays'),
    q: textParameter('Full text search, in the syntax of a search engine'),
  },
  columns: [
    ...dateViewColumns('date'),
    ...fieldColumns('dateOf'),
    ...actorColumns('by'),
    ...fieldColumns('kind', 'subject', 'reason'),
    ...thingColumns('meeting', 'meeting'),
    ...thingColumns('body', 'body'),
    ...thingColumns('document', 'document'),
    ...actorColumns('attributedTo'),
    ...thingColumns('document', 'documents:list', 'statedIn'),
    ...fieldColumns('event', 'collection'),
  ],
  answer: readonlyArray(DissentView),
}) {}

@QueryHandler(ListDissentsQuery)
class ListDissentsHandler extends DatabaseQueryHandler implements IQueryHandler<ListDissentsQuery> {
  async execute({ scope, day, page, parameters: p }: ListDissentsQuery) {
    const { database } = this;
    const lookup = { database, scope };
    const ofDecisions = p.decision && (await listMeetingThings(lookup, day, p.decision));
    const meetings = await resolveThingIds(lookup, 'meeting', p.meeting);
    const filter = {
      agents: p.by,
      kinds: p.kind,
      bodies: await resolveBodyIds(lookup, p),
      meetings: intersect(meetings, ofDecisions),
      aboutDocuments: await resolveThingIds(lookup, 'document', p.dissentedFrom),
      documents: await resolveThingIds(lookup, 'document', p.document),
      search: p.q,
    };
    const pageOfDays = { ...page, days: combineDates(p) };
    const { rows, ...rest } = await listDissents(database, scope, filter, pageOfDays);
    return { data: rows, ...rest };
  }
}

/** Returns the meetings of decisions, with their merged and linked ids. */
async function listMeetingThings(
  { database, scope }: IdLookup,
  day: string,
  ids: readonly string[],
): Promise<readonly ThingRef[]> {
  const decisions = listThings(scope, 'decision', ids);
  const rows = await readAllPages((page) =>
    listDecisions(database, scope, day, { decisions }, page),
  );
  return rows.flatMap(({ collection, meeting: id }) =>
    id === null ? [] : scope.aliases.things('meeting', formatThingKey({ collection, id })),
  );
}

function intersect(
  one: readonly ThingRef[] | undefined,
  other: readonly ThingRef[] | undefined,
): readonly ThingRef[] | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const keys = new Set(other.map(formatThingKey));
  return one.filter((thing) => keys.has(formatThingKey(thing)));
}

export const DISSENT_QUERIES = [ListDissentsQuery];
export const DISSENT_HANDLERS = [ListDissentsHandler];
