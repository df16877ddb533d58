import { InstrumentRef } from '@rapporteur/contracts';
import { z } from 'zod';
import { joinFactDay } from '../days/fact-day.ts';
import { DecisionDayRow } from '../days/day-entity.ts';
import type { ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { fetchPageByDate } from '../query/dated-page.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import { CitationRow } from './vote-entities.ts';

type Relation = NonNullable<InstrumentRef['relation']>;

export const CITATION_RELATIONS = InstrumentRef.shape.relation.unwrap().unwrap().options as [
  Relation,
  ...Relation[],
];

/** A decision, treaty or charter that the words of a decision or document cite. */
export const CitationView = z
  .object({
    collection: z.string(),
    decision: z.string().nullable().meta({
      description: 'The decision whose words cite it. Null: those of the source document.',
    }),
    paragraph: z.string().nullable(),
    cited: z.string().meta({
      description: 'The id of the instrument: that of a decision or document, if it is recorded.',
    }),
    nameAsWritten: z.string(),
    issuedBy: z.string().nullable(),
    relation: z.enum(CITATION_RELATIONS).nullable().meta({
      description: 'What the words do with it. Null: they only mention it.',
    }),
    document: z.string().nullable(),
    event: z.string(),
  })
  .meta({ id: 'Citation', description: 'An instrument that the words of a decision cite.' });
export type CitationView = z.output<typeof CitationView>;

/** Selects citations. */
export interface CitationFilter {
  readonly decisions?: readonly ThingRef[] | undefined;
  /** The instruments that are cited, recorded or not. */
  readonly cited?: readonly ThingRef[] | undefined;
  readonly relations?: readonly string[] | undefined;
  readonly documents?: readonly ThingRef[] | undefined;
}

/** Returns citations by the day of the document that has them. */
export async function listCitations(
  database: QueryDatabase,
  scope: QueryScope,
  filter: CitationFilter,
  page: PageRequest,
): Promise<ResultPage<CitationView>> {
  const query = new RecordQuery(database, scope);
  const c = query.from(CitationRow, 'c');
  const { collection, paragraph, nameAsWritten, issuedBy, relation } = c;
  const day = joinFactDay(query, DecisionDayRow, {
    collection,
    occurredOn: sql<null>`NULL::jsonb`,
    occurredEarliest: sql<null>`NULL::date`,
    occurredLatest: sql<null>`NULL::date`,
    meeting: sql<null>`NULL::text`,
    incident: sql<null>`NULL::text`,
    paragraphOf: c.decision,
    statedIn: sql<null>`NULL::text`,
    document: c.source,
  });
  const { earliest, latest } = day;
  query
    .whereThing({ collection, id: c.decision }, filter.decisions)
    .whereThing({ collection, id: c.cited }, filter.cited)
    .whereThing({ collection, id: c.source }, filter.documents)
    .whereAny(relation, filter.relations);
  return fetchPageByDate(query, {
    select: {
      collection,
      decision: query.canonicalId('decision', { collection, id: c.decision }),
      paragraph,
      cited: query.canonicalId('decision', { collection, id: c.cited }),
      nameAsWritten,
      issuedBy,
      relation,
      document: query.canonicalId('document', { collection, id: c.source }),
      event: c.eventId,
    },
    page,
    earliest,
    latest,
    order: c,
    happened: earliest,
    near: { day, row: c },
  });
}
