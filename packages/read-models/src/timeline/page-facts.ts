import { type Assertion, CATALOGUE, type EventType } from '@rapporteur/contracts';
import { getSpeaker } from '@rapporteur/statements';
import { z } from 'zod';
import { TimelineDayRow } from '../days/day-entity.ts';
import { limitToCandidates } from '../days/day-candidates.ts';
import { joinFactDay, paragraphOf } from '../days/fact-day.ts';
import type { TableColumns } from '@rapporteur/projection-runtime';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { StatedFact } from '../query/resolve-things.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import { readonlyArray } from '../views.ts';
import { restoreFactData, selectFactData } from './fact-data.ts';
import { FactRow } from './fact-entities.ts';

/** The lists of recorded facts on a page, each with its types. */
export type PageSections = Readonly<Record<string, readonly EventType[]>>;

/** A fact on a page; several facts with the same content are shown once. */
const PageFact = z.object({
  collection: z.string(),
  type: z.string(),
  events: readonlyArray(z.string()).meta({ description: 'The facts that state it.' }),
  documents: readonlyArray(z.string()),
  speaker: z.enum(['own', 'attributed', 'narrated', 'metadata']),
  saidBy: z.string().nullable().meta({ description: 'The name of the speaker, if stated.' }),
  paragraph: z
    .string()
    .nullable()
    .meta({ description: 'The number of its paragraph, as printed.' }),
});

/** A fact on a page, with its content. */
export interface PageFactRow extends z.output<typeof PageFact> {
  /** The data of the fact without its assertion. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Returns the schema of each section: facts with the data of their types. */
export function createSectionSchemas<S extends PageSections>(
  sections: S,
): Readonly<Record<keyof S, z.ZodType<readonly PageFactRow[]>>> {
  const schemas = Object.entries(sections).map(([name, types]) => [
    name,
    createSectionSchema(types),
  ]);
  return Object.fromEntries(schemas) as Readonly<
    Record<keyof S, z.ZodType<readonly PageFactRow[]>>
  >;
}

function createSectionSchema(types: readonly EventType[]): z.ZodType {
  const schemas = types.map(createFactSchema);
  const description = types.map((type) => CATALOGUE.getDefinition(type).doc).join(' ');
  const [schema = PageFact] = schemas;
  return readonlyArray(schemas.length === 1 ? schema : z.union(schemas)).meta({ description });
}

function createFactSchema(type: EventType) {
  const { schema } = CATALOGUE.getDefinition(type);
  const fields = Object.entries(schema.shape).filter(([name]) => name !== 'assertion');
  const data = z.object(Object.fromEntries(fields) as z.ZodRawShape);
  return PageFact.extend({ type: z.literal(type), data });
}

// These facts name a future meeting; its date is not the date of the fact.
const FUTURE_MEETING_TYPES = `('MeetingAnnounced', 'MeetingRescheduled')`;

/** Reads the facts of a condition that had not happened after the day of the scope. */
export async function listPageFacts(
  database: QueryDatabase,
  scope: QueryScope,
  condition: (query: RecordQuery, f: TableColumns<FactRow>) => string,
): Promise<readonly StatedFact[]> {
  const query = new RecordQuery(database, scope);
  const f = query.from(FactRow, 'f');
  const { collection } = f;
  query.where(condition(query, f));
  const found = await selectHappened(query, f);
  // Ids of commands differ between collections: of two documents, the smaller id comes first.
  found.builder.orderBy(sql`coalesce(${f.documents}[1], '') COLLATE "C"`);
  found.builder.addOrderBy(sql`${f.commandId} COLLATE "C"`).addOrderBy(f.eventPseq);
  const data = selectFactData(f);
  const rows = await found.rows({ collection, event: f.eventId, type: f.eventType, data });
  return rows.map(restoreFactData);
}

/** Returns the query of the facts that had not happened after the day of the scope. */
async function selectHappened(query: RecordQuery, f: TableColumns<FactRow>): Promise<RecordQuery> {
  if (query.scope.asOf === null) return query;
  const day = joinFactDay(query, TimelineDayRow, {
    ...f,
    meeting: sql`CASE WHEN ${f.eventType} NOT IN ${FUTURE_MEETING_TYPES} THEN ${f.meeting} END`,
    incident: sql`NULL::text`,
    paragraphOf: paragraphOf(f),
    document: sql`${f.documents}[1]`,
  });
  query.whereLate(`(${day.earliest} IS NULL OR ${query.hadHappened(day.earliest)})`);
  return limitToCandidates({ query, day, row: f });
}

/** Returns facts with the same content as one, with all their events and documents. */
export function toPageFacts(facts: readonly StatedFact[]): readonly PageFactRow[] {
  const rows = facts.map(({ collection, type, event, data }): PageFactRow => {
    const { assertion, ...content } = data as { readonly assertion: Assertion };
    const documents = assertion.passages.map(({ document }) => document);
    return {
      collection,
      type,
      events: [event],
      documents: [...new Set(documents)],
      speaker: getSpeaker(assertion),
      saidBy: (assertion.attributedTo ?? assertion.assertedBy)?.nameAsWritten ?? null,
      paragraph: assertion.paragraph ?? null,
      data: content,
    };
  });
  const byContent = Map.groupBy(rows, ({ collection, type, data }) =>
    JSON.stringify([collection, type, omitWording(data)]),
  );
  return [...byContent.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const all = [first, ...others];
    const documents = [...new Set(all.flatMap((row) => row.documents))];
    return [{ ...first, events: all.flatMap(({ events }) => events), documents }];
  });
}

// Two sources tell the same although they spell a name differently.
const WORDING = new Set(['nameAsWritten', 'asWritten', 'verbAsWritten', 'statusAsWritten']);

function omitWording(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(omitWording);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => !WORDING.has(name));
  return fields
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => [name, omitWording(each)]);
}
