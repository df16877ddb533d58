import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  CITATION_RELATIONS,
  CitationView,
  DECISIONS,
  listCitations,
  readonlyArray,
  TIMELINE,
} from '@rapporteur/read-models';
import { defineQuery } from '../collection-query.ts';
import { fieldColumns, thingColumns } from '../csv.ts';
import { choiceParameter, combineDates, DATE_PARAMETERS, listParameter } from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import { listThings, resolveThingIds } from '../resolve-ids.ts';

export class ListCitationsQuery extends defineQuery({
  path: 'citations',
  tag: 'decisions',
  summary: 'What the words of decisions cite, and what they do with it: recall, extend, end.',
  projections: [DECISIONS, TIMELINE],
  paged: true,
  parameters: {
    ...DATE_PARAMETERS,
    decision: listParameter('Filter by the decision whose words cite'),
    cited: listParameter('Filter by the instrument that is cited, recorded or not'),
    relation: choiceParameter(CITATION_RELATIONS, 'Filter by relation'),
    document: listParameter('Filter by source'),
  },
  columns: [
    ...thingColumns('decision', 'decision'),
    ...fieldColumns('paragraph', 'relation', 'cited', 'nameAsWritten', 'issuedBy'),
    ...thingColumns('document', 'document'),
    ...fieldColumns('event', 'collection'),
  ],
  answer: readonlyArray(CitationView),
}) {}

@QueryHandler(ListCitationsQuery)
class ListCitationsHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListCitationsQuery>
{
  async execute({ scope, page, parameters: p }: ListCitationsQuery) {
    const { database } = this;
    const lookup = { database, scope };
    const filter = {
      decisions: listThings(scope, 'decision', p.decision),
      cited: listThings(scope, 'decision', p.cited),
      relations: p.relation,
      documents: await resolveThingIds(lookup, 'document', p.document),
    };
    const pageOfDays = { ...page, days: combineDates(p) };
    const { rows, ...rest } = await listCitations(database, scope, filter, pageOfDays);
    return { data: rows, ...rest };
  }
}

export const CITATION_QUERIES = [ListCitationsQuery];
export const CITATION_HANDLERS = [ListCitationsHandler];
