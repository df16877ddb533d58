/**
 * The difference of two moments of the record.
 *
 * Invariants (tests: apps/query-service/src/record/changes.int.spec.ts)
 * 1. A fact is added, changed or retracted between two moments if its rows valid at them differ.
 *    Test: "are the facts that came, went and changed between two positions".
 */
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { tableColumns } from '@rapporteur/projection-runtime';
import { type DayCandidates, groupEvents, isCandidate } from '../days/day-candidates.ts';
import type { QueryDatabase } from '../query/database.ts';
import { isEvent } from '../query/event-conditions.ts';
import { cutPage, type PageRequest, type ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { CollectionScope, QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import { formatValidity } from '../query/validity.ts';
import { FactRow } from './fact-entities.ts';
import { CorrectionRow } from './record-entities.ts';

/** Corrections of corrections of corrections: more than any record has. */
const CORRECTION_DEPTH_MAX = 100;

/** A fact of which the record said something else at two moments. */
export interface FactChange {
  readonly collection: string;
  readonly event: string;
  readonly pseq: number;
  readonly change: 'added' | 'changed' | 'retracted';
}

/** Returns the facts that differ between an earlier moment and the scope, in log order. */
export async function listFactChanges(
  database: QueryDatabase,
  scope: QueryScope,
  earlier: readonly CollectionScope[],
  { limit, after }: PageRequest,
): Promise<ResultPage<FactChange>> {
  const touched = await listCorrectedFacts(database, scope, earlier);
  const query = new RecordQuery(database, scope);
  const f = tableColumns(FactRow, 'f');
  query.builder.from(FactRow, 'f');
  const isNow = query.isValid('f');
  const wasThen = formatValidity('f', earlier, (name, value, type) =>
    query.sharedParameter(`earlier ${name}`, value, type),
  );
  const isNew = earlier.map(({ partition, position }) => {
    const own = `${f.partition} = ${query.parameter(partition, 'integer')}`;
    return `(${own} AND ${f.eventPseq} > ${query.parameter(position, 'integer')})`;
  });
  query.where(`(${[...isNew, isCandidate(query, f, { events: touched })].join(' OR ')})`);
  query.where(`(${isNow}) <> (${wasThen})`);
  if (after !== null) {
    const [partition = 0, pseq = 0] = after;
    query.where(
      `(${f.partition}, ${f.eventPseq}) > ` +
        `(${query.parameter(partition, 'integer')}, ${query.parameter(pseq, 'integer')})`,
    );
  }
  for (const column of [f.partition, f.eventPseq, f.collection, f.eventId])
    query.builder.addGroupBy(column);
  query.builder
    .orderBy(f.partition)
    .addOrderBy(f.eventPseq)
    .limit(limit + 1);
  const rows = await query.rows({
    collection: f.collection,
    partition: f.partition,
    event: f.eventId,
    pseq: f.eventPseq,
    isNow: sql<boolean>`bool_or(${isNow as SqlExpression<boolean>})`,
    wasThen: sql<boolean>`bool_or(${wasThen as SqlExpression<boolean>})`,
  });
  const page = cutPage(rows, limit, ({ partition, pseq }) => [partition, pseq]);
  return { rows: page.rows.map(toFactChange), next: page.next };
}

function toFactChange(row: {
  readonly collection: string;
  readonly event: string;
  readonly pseq: number;
  readonly isNow: boolean;
  readonly wasThen: boolean;
}): FactChange {
  const { collection, event, pseq, isNow, wasThen } = row;
  return {
    collection,
    event,
    pseq,
    change: isNow ? (wasThen ? 'changed' : 'added') : 'retracted',
  };
}

/**
 * Returns the facts that were corrected or retracted after the earlier moment, also by taking back
 * a correction.
 */
async function listCorrectedFacts(
  database: QueryDatabase,
  scope: QueryScope,
  earlier: readonly CollectionScope[],
): Promise<DayCandidates['events']> {
  const found = new Set<string>();
  let targets = await listTargets(database, scope, { after: earlier });
  for (let depth = 0; targets.length > 0 && depth < CORRECTION_DEPTH_MAX; depth += 1) {
    const isFresh = (event: string): boolean => !found.has(event);
    const fresh = targets.filter(isFresh);
    for (const event of fresh) found.add(event);
    targets = fresh.length === 0 ? [] : await listTargets(database, scope, { events: fresh });
  }
  const query = new RecordQuery(database, scope);
  const f = tableColumns(FactRow, 'f');
  query.builder.from(FactRow, 'f');
  query.where(isEvent(query, f, [...found]));
  return groupEvents(await query.rows({ partition: f.partition, eventPseq: f.eventPseq }));
}

async function listTargets(
  database: QueryDatabase,
  scope: QueryScope,
  filter: { readonly after: readonly CollectionScope[] } | { readonly events: readonly string[] },
): Promise<readonly string[]> {
  const query = new RecordQuery(database, scope);
  const c = tableColumns(CorrectionRow, 'c');
  query.builder.from(CorrectionRow, 'c');
  if ('events' in filter) query.where(isEvent(query, c, filter.events));
  else {
    const isAfter = filter.after.map(({ collection, partition, position }) => {
      const own = `${c.collection} = ${query.parameter(collection, 'text')}`;
      const of = `${c.partition} = ${query.parameter(partition, 'integer')}`;
      return `(${own} AND ${of} AND ${c.eventPseq} > ${query.parameter(position, 'integer')})`;
    });
    query.where(`(${[...isAfter, 'false'].join(' OR ')})`);
  }
  const rows = await query.rows({ target: c.target });
  return [...new Set(rows.map(({ target }) => target))];
}
