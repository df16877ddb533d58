// Invariants (tests: day-candidates.int.spec.ts)
// 1. A page has the same rows with candidates and without. Test: "has the same rows if it is read near
//    some days".
import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import { formatThingKey } from '../query/aliases.ts';
import type { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { DayEntity, DayRow, DayThing } from './day-entity.ts';
import type { DayRangeColumns, DaySource, FactDay } from './fact-day.ts';
import { formatDayKey, datedThings } from './resolved-days.ts';

/** The rows whose days are computed: their events by partition, and the things that date them. */
export interface DayCandidates {
  readonly events: ReadonlyMap<number, readonly number[]>;
  readonly things: readonly DayThing[];
}

/** Candidates that were read from rows, with the number of rows that no thing may date. */
export interface ReadCandidates extends DayCandidates {
  readonly rowsWithoutThing: number;
  /** The events of the rows that a thing may date, by partition. */
  readonly eventsWithThing: DayCandidates['events'];
}

/** The columns and things from which the day of a row may come. */
export type CandidateDay = Pick<
  FactDay,
  'entity' | 'collection' | 'sources' | 'ownDays' | 'hasNoDatedMeeting'
>;

/** The rows of a query, and the columns that name their events. */
export interface CandidateRows {
  readonly query: RecordQuery;
  readonly day: CandidateDay;
  /** The days that order the rows, if these are not their own: what they may come from. */
  readonly order?: OrderDays;
  readonly row: {
    readonly partition: SqlExpression<number>;
    readonly eventPseq: SqlExpression<number>;
  };
}

/** The columns and things from which the days come that order rows. */
interface OrderDays {
  readonly ownDays: readonly DayRangeColumns[];
  readonly sources: readonly DaySource[];
  /** The condition that no thing places a row; null: things place each row. */
  readonly isUnplaced: string | null;
}

/** Days from the first, inclusive, to the last, exclusive; null: no bound. */
export interface DayWindow {
  readonly from: string | null;
  readonly before: string | null;
  /** The day on or after which rows end; null: any. */
  readonly endsFrom: string | null;
}

/** Returns the rows of a query; undefined if there are more than the limit. */
export async function readCandidates(
  { query, day, row }: CandidateRows,
  limit: number,
): Promise<ReadCandidates | undefined> {
  const copy = query.cloneWithoutDays();
  copy.builder.limit(limit + 1);
  const ids = Object.fromEntries(day.sources.map(({ id }, index) => [`thing${index}`, id]));
  const { partition, eventPseq } = row;
  const rows = await copy.rows({ partition, eventPseq, collection: day.collection, ...ids });
  if (rows.length > limit) return undefined;

  const things = new Map<string, DayThing>();
  const rowsWithThing = rows.filter((found: Readonly<Record<string, unknown>>) => {
    const own = day.sources.flatMap(({ kind }, index) => {
      const id = found[`thing${index}`];
      return typeof id === 'string'
        ? [{ kind, collection: String(found['collection']), id } as const]
        : [];
    });
    for (const thing of own) things.set(`${thing.kind} ${formatThingKey(thing)}`, thing);
    return own.length > 0;
  });
  return {
    events: groupEvents(rows),
    things: [...things.values()].flatMap((thing) => expandThing(query.scope, thing)),
    rowsWithoutThing: rows.length - rowsWithThing.length,
    eventsWithThing: groupEvents(rowsWithThing),
  };
}

/** Returns the events of rows by partition, each once. */
export function groupEvents(
  rows: readonly Readonly<Record<'partition' | 'eventPseq', number>>[],
): DayCandidates['events'] {
  const byPartition = Map.groupBy(rows, ({ partition }) => partition);
  return new Map(
    [...byPartition].map(([partition, own]) => [
      partition,
      [...new Set(own.map(({ eventPseq }) => eventPseq))],
    ]),
  );
}

/** Returns a thing with those that were merged with it. */
export function expandThing({ aliases }: QueryScope, thing: DayThing): readonly DayThing[] {
  const { kind, collection } = thing;
  const merged = aliases
    .things(kind === 'meeting-plan' ? 'meeting' : kind, formatThingKey(thing))
    .filter((other) => other.collection === collection && other.id !== thing.id);
  return [thing, ...merged.map((other) => ({ kind, ...other }))];
}

/** Returns the query of the candidates alone, which reads the days of their things only. */
export function selectCandidates(
  { query, row }: CandidateRows,
  candidates: DayCandidates,
): RecordQuery {
  const copy = query.clone();
  copy.limitDays(candidates.things);
  return copy.where(isCandidate(query, row, candidates));
}

/** Returns the condition that a row is of the event of a candidate. */
export function isCandidate(
  query: RecordQuery,
  row: CandidateRows['row'],
  { events }: Pick<DayCandidates, 'events'>,
): string {
  const isOne = [...events].map(
    ([partition, pseqs]) =>
      `(${row.partition} = ${query.parameter(partition, 'integer')}` +
      ` AND ${row.eventPseq} = ANY(${query.parameter(pseqs, 'integer[]')}))`,
  );
  return `(${isOne.join(' OR ') || 'false'})`;
}

/** Returns a query of the same rows, which reads only the days that date them. */
export async function limitToCandidates(rows: CandidateRows): Promise<RecordQuery> {
  const all = await readCandidates(rows, ROWS_MAX);
  return all === undefined ? rows.query.clone() : selectCandidates(rows, all);
}

/**
 * A query with few rows is read as a whole; of others, the rows near the days of some things are
 * read. With more undated rows, all are read. A test of small records lowers the limits.
 */
export const CANDIDATE_LIMITS = { few: 1_000, things: 16, undated: 50_000 };

/** Returns the rows whose day may lie in a window. */
export async function readWindowCandidates(
  rows: CandidateRows,
  window: DayWindow,
): Promise<DayCandidates> {
  const { query, day, order = day } = rows;
  const byKind = await readThingsByKind(query, day.entity, (d) =>
    isWithin(query, { earliest: d.occurredEarliest, latest: d.occurredLatest }, window),
  );
  const isNear = [
    ...order.ownDays.map((days) => `(${isWithin(query, days, window)})`),
    ...order.sources.flatMap(({ kind, isOneOf }) => {
      const ofKind = byKind.get(kind);
      return ofKind === undefined ? [] : [isOneOf(ofKind)];
    }),
  ];
  const near = query.cloneWithoutDays().where(`(${isNear.join(' OR ') || 'false'})`);
  const found = await readCandidates({ ...rows, query: near }, ROWS_MAX);
  return found ?? { events: new Map(), things: [] };
}

/** Reads the things that have a day which meets a condition, with merged ones. */
export async function readThingsByKind(
  query: RecordQuery,
  entity: DayEntity,
  condition: (d: TableColumns<DayRow>) => string,
): Promise<ReadonlyMap<DayThing['kind'], readonly DayThing[]>> {
  const dated = query.subquery();
  const d = dated.from(entity, 'd');
  dated.where(condition(d));
  dated.builder.distinct();
  const things = await dated.rows({ kind: d.kind, collection: d.collection, id: d.thing });
  return Map.groupBy(
    things.flatMap((thing) => expandThing(query.scope, thing)),
    ({ kind }) => kind,
  );
}

/** More rows than a table has. */
export const ROWS_MAX = 2_000_000_000;

/** Returns the condition that days begin in a window. */
export function isWithin(
  query: RecordQuery,
  { earliest, latest }: DayRangeColumns,
  { from, before, endsFrom }: DayWindow,
): string {
  const bounds = [
    from === null ? `${earliest} IS NOT NULL` : `${earliest} >= ${query.parameter(from, 'date')}`,
    ...(before === null ? [] : [`${earliest} < ${query.parameter(before, 'date')}`]),
    // The last day may be that of another thing.
    ...(endsFrom === null
      ? []
      : [`(${latest} >= ${query.parameter(endsFrom, 'date')} OR ${latest} IS NULL)`]),
  ];
  return bounds.join(' AND ');
}

/** Returns the rows that may have no day; undefined if there are more than the limit. */
export function readUndatedCandidates(
  rows: CandidateRows,
  limit: number,
): Promise<ReadCandidates | undefined> {
  const { query, day, order = { ...day, isUnplaced: null } } = rows;
  const undated = query.cloneWithoutDays();
  for (const { earliest } of order.ownDays) undated.where(`${earliest} IS NULL`);
  // This follows from the other conditions, and indexes serve it.
  const found = [day.hasNoDatedMeeting?.(undated) ?? [], order.isUnplaced ?? []].flat();
  if (day.hasNoDatedMeeting !== undefined) undated.where(`(${found.join(' OR ')})`);
  const isUndated: string[] = [];
  // Of a row that another thing dates, the last one places nothing.
  const sources = order.sources.filter(({ isLast }) => !isLast || order.isUnplaced === null);
  for (const [index, { kind, id }] of sources.entries()) {
    const thing = query.canonicalId(kind === 'meeting-plan' ? 'meeting' : kind, {
      collection: day.collection,
      id,
    });
    const known = undated.leftJoinNamed(
      datedThings(day.entity),
      `dated${index}`,
      ({ key }) => `${key} = ${formatDayKey(sql`'${kind}'`, day.collection, thing)}`,
    );
    isUndated.push(`${known.key} IS NULL`);
  }
  // Conditions one by one are anti-joins.
  if (order.isUnplaced === null) for (const condition of isUndated) undated.where(condition);
  else undated.where(`(${[isUndated.join(' AND '), order.isUnplaced].join(' OR ')})`);
  return readCandidates({ ...rows, query: undated }, limit);
}
