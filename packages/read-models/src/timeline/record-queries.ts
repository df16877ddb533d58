import { type Assertion, Evidence } from '@rapporteur/contracts';
import { z } from 'zod';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { IsNull } from 'typeorm';
import { formatThingKey } from '../query/aliases.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import { fetchPageInOrder } from '../query/dated-page.ts';
import { fetchPageAsRecorded } from '../query/recorded-page.ts';
import { readFactsOfEvents, type StatedFact } from '../query/resolve-things.ts';
import type { QueryScope } from '../query/scope.ts';
import { isoTime } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { readonlyArray } from '../views.ts';
import { CollectionRow } from './body-entities.ts';
import { describeChanges } from './corrections-in-words.ts';
import { listIndexEntries } from './event-index-queries.ts';
import { type FactNames, readFactNames } from './fact-names.ts';
import { formatConflictOrder } from './open-conflicts.ts';
import { ConflictRow, CorrectionRow } from './record-entities.ts';

/** A collection of the record. */
export const CollectionView = z
  .object({
    collection: z.string(),
    partition: z.int(),
    title: z.string(),
    rootBody: z.string(),
    event: z.string(),
    openedAt: z.string(),
  })
  .meta({ id: 'Collection', description: 'A collection of the record.' });
export type CollectionView = z.output<typeof CollectionView>;

/** Returns every collection, of all partitions, as of now. */
export async function listCollections(database: QueryDatabase): Promise<readonly CollectionView[]> {
  const rows = await database.getRepository(CollectionRow).findBy({ recordedTo: IsNull() });
  return rows
    .map(({ collection, partition, title, rootBody, eventId, eventAt }) => ({
      collection,
      partition,
      title,
      rootBody,
      event: eventId,
      openedAt: eventAt.toISOString(),
    }))
    .toSorted((one, other) => (one.collection < other.collection ? -1 : 1));
}

/** A correction or retraction, with the changed value. */
export const CorrectionView = z.object({
  collection: z.string(),
  event: z.string(),
  pseq: z.int(),
  recordedAt: z.string(),
  actor: z
    .string()
    .nullable()
    .meta({ description: 'The recorder; null if recorders are not distinguished.' }),
  change: z.enum(['corrected', 'retracted']),
  target: z.string(),
  targetType: z.string(),
  field: z.string().nullable(),
  oldValue: z.unknown(),
  newValue: z.unknown(),
  reason: z.string(),
  evidence: Evidence,
  sentence: z.string().meta({ description: 'The change in one sentence, with its fact.' }),
});
export type CorrectionView = z.output<typeof CorrectionView>;

/** Selects corrections. */
export interface CorrectionFilter {
  /** Recorded at this time or later. */
  readonly since?: Date | undefined;
  readonly targets?: readonly string[] | undefined;
  readonly events?: readonly string[] | undefined;
}

/** Returns corrections and retractions in the order of recording. */
export async function listCorrections(
  database: QueryDatabase,
  scope: QueryScope,
  filter: CorrectionFilter,
  page: PageRequest,
): Promise<ResultPage<CorrectionView>> {
  const query = new RecordQuery(database, scope);
  const c = query.from(CorrectionRow, 'c');
  query.whereAny(c.target, filter.targets).whereAny(c.eventId, filter.events);
  if (filter.since !== undefined) {
    query.where(`${c.eventAt} >= ${query.parameter(filter.since, 'timestamptz')}`);
  }
  const select = {
    collection: c.collection,
    event: c.eventId,
    pseq: c.eventPseq,
    recordedAt: isoTime(c.eventAt),
    change: c.change as SqlExpression<CorrectionView['change']>,
    target: c.target,
    field: c.field,
    oldValue: c.oldValue,
    newValue: c.newValue,
    reason: c.reason,
    evidence: c.evidence,
  };
  const { rows, next } = await fetchPageAsRecorded(query, c, select, page);
  const eventIds = rows.flatMap(({ event, target }) => [event, target]);
  const entries = await listIndexEntries(database, scope, { eventIds });
  const index = new Map(
    entries.map((entry) => [
      formatThingKey({ collection: entry.collection ?? '', id: entry.eventId }),
      entry,
    ]),
  );
  const find = (collection: string, id: string) => index.get(formatThingKey({ collection, id }));
  const sentences = await describeChanges(database, scope, rows);
  return {
    rows: rows.map((row, n) => ({
      ...row,
      sentence: sentences[n] ?? '',
      actor: find(row.collection, row.event)?.actor ?? null,
      targetType: find(row.collection, row.target)?.type ?? '',
    })),
    next,
  };
}

/** Facts that contradict each other, with the resolution, if any. */
export const ConflictView = z.object({
  collection: z.string(),
  conflict: z.string().meta({ description: 'The event that flagged it.' }),
  pseq: z.int(),
  flaggedAt: z.string(),
  field: z.string(),
  events: readonlyArray(z.string()),
  values: readonlyArray(z.unknown()),
  standing: readonlyArray(z.string()).meta({
    description: 'The events that are still valid; the others were retracted since.',
  }),
  sentences: readonlyArray(
    z.object({ event: z.string(), sentence: z.string(), documents: readonlyArray(z.string()) }),
  ).meta({ description: 'Each valid fact in words, with its documents.' }),
  resolved: z.boolean(),
  resolution: z.string().nullable(),
  resolvedBy: z.string().nullable(),
  resolvedAt: z.string().nullable(),
  holds: z
    .string()
    .nullable()
    .meta({ description: 'The fact whose value holds, if the resolution chose one.' }),
  thing: z
    .object({ kind: z.string(), id: z.string() })
    .nullable()
    .meta({ description: 'The thing that the facts are about.' }),
});
export type ConflictView = z.output<typeof ConflictView>;

/** Selects conflicts. */
export interface ConflictFilter {
  readonly resolved?: boolean | undefined;
  /** Of these facts. */
  readonly events?: readonly string[] | undefined;
}

/** Returns the conflicts that have not ended, by the thing that the facts are about, and by field. */
export async function listConflicts(
  database: QueryDatabase,
  scope: QueryScope,
  filter: ConflictFilter,
  page: PageRequest,
): Promise<ResultPage<ConflictView>> {
  const query = new RecordQuery(database, scope);
  const c = query.from(ConflictRow, 'c');
  const hasStage = (stage: string) => {
    const other = query.subquery();
    const e = other.from(ConflictRow, 'e');
    other.where(`${e.stage} = '${stage}' AND ${e.collection} = ${c.collection}`);
    other.where(`${e.conflict} = ${c.conflict}`);
    return `EXISTS ${other.toSubquery({ conflict: e.conflict })}`;
  };
  query.where(`${c.stage} = 'flagged'`).where(`NOT ${hasStage('ended')}`);
  query.whereContainsAny(c.events, filter.events);
  if (filter.resolved !== undefined) query.whereFlag(hasStage('resolved'), filter.resolved);
  const select = {
    collection: c.collection,
    conflict: c.conflict,
    pseq: c.eventPseq,
    flaggedAt: isoTime(c.eventAt),
    field: c.field,
    events: c.events,
    values: c.conflictValues,
    thingKind: c.thingKind,
    thingId: c.thingId,
  };
  const { rows, next } = await fetchPageInOrder(query, {
    select,
    page,
    key: formatConflictOrder(c),
  });
  const resolutions = await readResolutions(database, scope, rows);
  const ids = rows.flatMap(({ events }) => events);
  const facts = await readFactsOfEvents(database, scope, ids);
  const names = await readFactNames(database, scope, facts);
  return {
    rows: rows.map(({ thingKind, thingId, ...row }) => {
      const standing = facts.filter(
        ({ collection, event }) => collection === row.collection && row.events.includes(event),
      );
      const settled = resolutions.get(formatThingKey({ ...row, id: row.conflict }));
      return {
        ...row,
        standing: standing.map(({ event }) => event),
        sentences: standing.map((fact) => describeStanding(fact, names)),
        resolved: settled !== undefined,
        resolution: settled?.resolution ?? null,
        resolvedBy: settled?.resolvedBy ?? null,
        resolvedAt: settled?.resolvedAt ?? null,
        holds: settled?.holds ?? null,
        thing: thingKind === null ? null : { kind: thingKind, id: thingId ?? '' },
      };
    }),
    next,
  };
}

function describeStanding(fact: StatedFact, names: FactNames) {
  const { event, data } = fact;
  return { event, sentence: names.describe(fact), documents: listDocuments(data) };
}

/** Returns the last resolution of each conflict by key. */
async function readResolutions(
  database: QueryDatabase,
  scope: QueryScope,
  conflicts: readonly { readonly collection: string; readonly conflict: string }[],
) {
  const query = new RecordQuery(database, scope);
  const r = query.from(ConflictRow, 'r');
  const things = conflicts.map(({ collection, conflict: id }) => ({ collection, id }));
  query.where(`${r.stage} = 'resolved'`);
  query.whereThing({ collection: r.collection, id: r.conflict }, things);
  query.builder.orderBy(r.eventPseq);
  const rows = await query.rows({
    collection: r.collection,
    id: r.conflict,
    resolution: r.resolution,
    resolvedBy: r.resolvedBy,
    resolvedAt: isoTime(r.eventAt),
    holds: r.holds,
  });
  return new Map(rows.map((row) => [formatThingKey(row), row]));
}

function listDocuments(data: Readonly<Record<string, unknown>>): readonly string[] {
  const assertion = data['assertion'] as Assertion | undefined;
  return [...new Set(assertion?.passages.map(({ document }) => document))];
}
