import { Evidence } from '@rapporteur/contracts';
import { z } from 'zod';
import {
  cutPage,
  type QueryScope,
  type QueryDatabase,
  type PageRequest,
  type ResultPage,
  Statement,
} from '../statement.ts';
import { isoTime } from './joins.ts';
import { readonlyArray } from '../views.ts';

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
  return database.query<CollectionView[]>(
    `SELECT c.collection, c.partition, c.title, c.root_body AS "rootBody", c.event_id AS event,
            ${isoTime('c.event_at')} AS "openedAt"
       FROM timeline.collections AS c WHERE c.recorded_to IS NULL
       ORDER BY c.collection COLLATE "C"`,
  );
}

/** A correction or retraction, with the changed value. */
export const CorrectionView = z.object({
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
  { limit, after }: Omit<PageRequest, 'days'>,
): Promise<ResultPage<CorrectionView>> {
  const statement = new Statement(scope);
  statement
    .where(statement.validAtPosition('c'))
    .whereAny('c.target', filter.targets)
    .whereAny('c.event_id', filter.events);
  if (filter.since !== undefined)
    statement.where(`c.event_at >= ${statement.parameter(filter.since)}::timestamptz`);
  if (after !== null) statement.where(`c.event_pseq > ${statement.parameter(after[0])}::integer`);
  const rows = await statement.run<CorrectionView>(
    database,
    `SELECT c.event_id AS event, c.event_pseq AS pseq, ${isoTime('c.event_at')} AS "recordedAt",
            recorded.actor, c.change, c.target, target.type AS "targetType", c.field,
            c.old_value AS "oldValue", c.new_value AS "newValue", c.reason, c.evidence
       FROM timeline.corrections AS c
       JOIN timeline.event_index AS recorded
         ON recorded.partition = c.partition AND recorded.pseq = c.event_pseq
       JOIN timeline.event_index AS target
         ON target.partition = c.partition AND target.collection = c.collection
        AND target.event_id = c.target
      WHERE ${statement.conditions()} ORDER BY c.event_pseq
      LIMIT ${statement.parameter(limit + 1)}::integer`,
  );
  return cutPage(rows, limit, ({ pseq }) => [pseq]);
}

/** Facts that contradict each other, with the resolution, if any. */
export const ConflictView = z.object({
  conflict: z.string().meta({ description: 'The event that flagged it.' }),
  pseq: z.int(),
  flaggedAt: z.string(),
  field: z.string(),
  events: readonlyArray(z.string()),
  values: readonlyArray(z.unknown()),
  standing: readonlyArray(z.string()).meta({
    description: 'The events that are still valid; the others were retracted since.',
  }),
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

/** Returns the conflicts that have not ended, in the order of recording. */
export async function listConflicts(
  database: QueryDatabase,
  scope: QueryScope,
  filter: ConflictFilter,
  { limit, after }: Omit<PageRequest, 'days'>,
): Promise<ResultPage<ConflictView>> {
  const statement = new Statement(scope);
  statement
    .where(statement.validAtPosition('c'))
    .where(`c.stage = 'flagged'`)
    .where(
      `NOT EXISTS (SELECT FROM timeline.conflicts AS e
                    WHERE ${statement.validAtPosition('e')} AND e.stage = 'ended'
                      AND e.collection = c.collection AND e.conflict = c.conflict)`,
    )
    .whereContainsAny('c.events', filter.events);
  if (filter.resolved !== undefined) {
    statement.where(
      filter.resolved ? 'settled.resolution IS NOT NULL' : 'settled.resolution IS NULL',
    );
  }
  if (after !== null) statement.where(`c.event_pseq > ${statement.parameter(after[0])}::integer`);
  const rows = await statement.run<ConflictView>(
    database,
    `SELECT c.conflict, c.event_pseq AS pseq, ${isoTime('c.event_at')} AS "flaggedAt", c.field,
            c.events, c.conflict_values AS "values",
            ARRAY(SELECT f.event_id FROM timeline.facts AS f
                   WHERE ${statement.validAtPosition('f')} AND f.event_id = ANY(c.events)
                   ORDER BY f.event_pseq) AS standing,
            settled.resolution IS NOT NULL AS resolved, settled.resolution,
            settled.resolved_by AS "resolvedBy", ${isoTime('settled.event_at')} AS "resolvedAt",
            settled.holds,
            CASE WHEN c.thing_kind IS NOT NULL
                 THEN jsonb_build_object('kind', c.thing_kind, 'id', c.thing_id) END AS thing
       FROM timeline.conflicts AS c
       LEFT JOIN LATERAL (
         SELECT r.resolution, r.resolved_by, r.holds, r.event_at
           FROM timeline.conflicts AS r
          WHERE ${statement.validAtPosition('r')} AND r.stage = 'resolved'
            AND r.collection = c.collection AND r.conflict = c.conflict
          ORDER BY r.event_pseq DESC LIMIT 1) AS settled ON true
      WHERE ${statement.conditions()} ORDER BY c.event_pseq
      LIMIT ${statement.parameter(limit + 1)}::integer`,
  );
  return cutPage(rows, limit, ({ pseq }) => [pseq]);
}
