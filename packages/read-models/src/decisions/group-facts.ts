import type { SqlExpression } from '@rapporteur/projection-runtime';
import type { RecordQuery } from '../query/record-query.ts';
import type { AliasedColumns, Selection, ThingColumns } from '../query/selection.ts';
import { listSettledEvents } from '../query/scope.ts';
import { sql } from '../query/sql.ts';

/** The columns by which facts about one subject are grouped and ordered. */
interface SubjectFacts extends Selection {
  readonly subject: SqlExpression<string>;
  readonly event: SqlExpression<string>;
  readonly rank: SqlExpression<number>;
  /** The document of the passage. */
  readonly source: SqlExpression<string | null>;
  readonly commandId: SqlExpression<string>;
  readonly eventPseq: SqlExpression<number>;
}

/** The facts to group, and the columns that are computed from all facts of a subject. */
interface FactGrouping<S extends SubjectFacts, M extends Selection> {
  readonly select: (query: RecordQuery) => S;
  /** The properties whose settled statements come first. */
  readonly settledBy: readonly string[];
  readonly compute?: (facts: AliasedColumns<S>, order: string) => M;
}

/** SQL for the key of the next meeting of a body after a meeting. */
export function formatNextMeetingKey(
  query: RecordQuery,
  { body, after }: { readonly body: ThingColumns; readonly after: ThingColumns },
): SqlExpression<string> {
  const bodyKey = query.canonicalKey('body', body);
  return sql`'next meeting of ' || ${bodyKey} || ' after ' || ${query.canonicalKey('meeting', after)}`;
}

/**
 * Reads one row per subject as `s`. Each column has the first value that is stated: settled facts
 * first, then by rank and document. The order of recording decides nothing.
 */
export function groupFacts<S extends SubjectFacts, M extends Selection>(
  query: RecordQuery,
  { select, settledBy, compute }: FactGrouping<S, M>,
) {
  const facts = query.subquery();
  const inner = query.subquery();
  const f = facts.fromQuery(inner, select(inner), 'f');
  const settled = query.parameter(listSettledEvents(query.scope, settledBy), 'text[]');
  const source = `coalesce(${f.source}, '') COLLATE "C"`;
  const command = `${f.commandId} COLLATE "C", ${f.eventPseq}`;
  const order = `${f.event} <> ALL(${settled}), ${f.rank}, ${source}, ${command}`;
  const first = <T>(column: SqlExpression<T>) =>
    sql<T>`(array_agg(${column} ORDER BY ${order}) FILTER (WHERE ${column} IS NOT NULL))[1]`;
  facts.builder.groupBy(f.subject);
  const columns = Object.fromEntries(
    Object.entries(f).map(([name, column]) => [name, first(column as SqlExpression<unknown>)]),
  ) as unknown as AliasedColumns<S>;
  return query.fromQuery(
    facts,
    {
      ...columns,
      subject: f.subject,
      events: sql<string[]>`array_agg(${f.event} ORDER BY ${order})`,
      ...(compute?.(f, order) as M),
    },
    's',
  );
}
