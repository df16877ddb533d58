// Invariants (tests: recorded-facts.int.spec.ts)
// 1. A page has the facts of its days, however many facts are read at once. Test: "are the same,
//    however many are read at once".
import {
  groupEvents,
  isCandidate,
  limitToCandidates,
  readThingsByKind,
} from '../days/day-candidates.ts';
import { TimelineDayRow } from '../days/day-entity.ts';
import type { DayRangeColumns } from '../days/fact-day.ts';
import { countUndatedRows } from '../query/dated-page.ts';
import type { QueryDatabase } from '../query/database.ts';
import { cutPage, type PageRequest, type ResultPage, type SortKey } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import { fetchPageAsRecorded } from '../query/recorded-page.ts';
import type { QueryScope } from '../query/scope.ts';
import { isoTime } from '../query/sql.ts';
import type { FactFilter } from './fact-filter.ts';
import { readDatedFacts } from './fact-placement.ts';
import { type FactView, openDatedFacts, readFacts, whereOccurred } from './fact-queries.ts';

/** Returns facts in the order of recording, or in the reverse order. */
export async function listFactsAsRecorded(
  database: QueryDatabase,
  scope: QueryScope,
  filter: FactFilter,
  page: PageRequest,
): Promise<ResultPage<FactView>> {
  const isDated = Boolean(page.days?.from) || Boolean(page.days?.to) || scope.asOf !== null;
  if (!isDated) {
    const { rows, next } = await fetchRecordedFacts(database, scope, { filter, page });
    return { rows: await readFacts(database, scope, rows), next };
  }
  const { query, near, dated } = openDatedFacts(database, scope, filter, 'came-to-be');
  const undated =
    page.after === null ? await countUndatedRows(query, { ...dated, page, near }) : undefined;
  const found = await fetchOccurredFacts(database, scope, filter, page);
  const { rows, next } = cutPage(found, page.limit, getSortKey);
  return {
    rows: await readFacts(database, scope, rows),
    next,
    ...(undated === undefined ? {} : { undated }),
  };
}

/** A fact, with the values that order it. */
interface FactAsRecorded {
  readonly collection: string;
  readonly id: string;
  readonly partition: number;
  readonly eventPseq: number;
  readonly at: string;
}

const getSortKey = ({ at, partition, eventPseq }: FactAsRecorded): SortKey => [
  at,
  partition,
  eventPseq,
];

/** The number of facts whose days are computed at once: at first, and at most. */
export const RECORDED_BATCH = { first: 500, max: 20_000 };

/** Returns one fact more than the page has: the days of a batch after the other are computed. */
async function fetchOccurredFacts(
  database: QueryDatabase,
  scope: QueryScope,
  filter: FactFilter,
  page: PageRequest,
): Promise<readonly FactAsRecorded[]> {
  const byKind = await readThingsOfDays(database, scope, page);
  const found: FactAsRecorded[] = [];
  let after = page.after;
  for (let size = RECORDED_BATCH.first; ; size = Math.min(size * 4, RECORDED_BATCH.max)) {
    const request = { ...page, limit: size, after };
    const batch = await fetchRecordedFacts(database, scope, { filter, page: request, byKind });
    const occurred = await filterOccurred(database, scope, batch.rows, page);
    found.push(...occurred);
    if (batch.next === null || found.length > page.limit) return found;
    after = batch.next;
  }
}

type ThingsByKind = Awaited<ReturnType<typeof readThingsByKind>>;

/** Reads the things that had happened, and of which a day lies within those of the page. */
function readThingsOfDays(
  database: QueryDatabase,
  scope: QueryScope,
  { days }: PageRequest,
): Promise<ThingsByKind> {
  const query = new RecordQuery(database, scope);
  return readThingsByKind(query, TimelineDayRow, (d) =>
    hasOccurred(query, { earliest: d.occurredEarliest, latest: d.occurredLatest }, days),
  );
}

function hasOccurred(
  query: RecordQuery,
  { earliest, latest }: DayRangeColumns,
  days: PageRequest['days'],
): string {
  return `${query.hadHappened(earliest)} AND ${query.overlaps(earliest, latest, days)}`;
}

interface RecordedFactsRequest {
  readonly filter: FactFilter;
  readonly page: PageRequest;
  readonly byKind?: ThingsByKind;
}

/** Returns facts as they were recorded: all, or those that the things may date. */
function fetchRecordedFacts(
  database: QueryDatabase,
  scope: QueryScope,
  { filter, page, byKind }: RecordedFactsRequest,
): Promise<ResultPage<FactAsRecorded>> {
  const query = new RecordQuery(database, scope);
  const { f, day } = readDatedFacts(query, filter);
  const { collection, eventId: id, partition, eventPseq } = f;
  if (byKind !== undefined) {
    const own = { earliest: f.occurredEarliest, latest: f.occurredLatest };
    const isDated = day.sources.map((source) =>
      query.isThing({ collection, id: source.id }, byKind.get(source.kind) ?? []),
    );
    query.where(`(${[hasOccurred(query, own, page.days), ...isDated].join(' OR ')})`);
  }
  const select = { collection, id, partition, eventPseq, at: isoTime(f.eventAt) };
  return fetchPageAsRecorded(query, f, select, page);
}

/** Returns the facts that had happened on the day of the scope, and lie within the days. */
async function filterOccurred(
  database: QueryDatabase,
  scope: QueryScope,
  facts: readonly FactAsRecorded[],
  { days }: PageRequest,
): Promise<readonly FactAsRecorded[]> {
  const query = new RecordQuery(database, scope);
  const { f, day } = readDatedFacts(query, {});
  query.where(isCandidate(query, f, { events: groupEvents(facts) }));
  const dated = await limitToCandidates({ query, day, row: f });
  whereOccurred(dated, day, days);
  const { partition, eventPseq } = f;
  const rows = await dated.rows({ partition, eventPseq });
  const occurred = new Set(rows.map((row) => `${row.partition} ${row.eventPseq}`));
  return facts.filter((fact) => occurred.has(`${fact.partition} ${fact.eventPseq}`));
}
