import type { Evidence } from '@rapporteur/contracts';
import { Aliases, type Alias } from '../aliases.ts';
import {
  type QueryScope,
  type QueryDatabase,
  type PageRequest,
  type ResultPage,
  Statement,
} from '../statement.ts';
import { isoTime } from './joins.ts';

/** The mergers that stand at a position: what every other question needs to know which ids name one thing. */
export async function readAliases(
  database: QueryDatabase,
  at: Omit<QueryScope, 'aliases'>,
): Promise<Aliases> {
  const statement = new Statement({ ...at, aliases: new Aliases() });
  const found = await statement.run<Alias>(
    database,
    `SELECT a.kind, a.merged, a.into_id AS into FROM timeline.aliases AS a
      WHERE ${statement.validAtPosition('a')} ORDER BY a.event_pseq`,
  );
  return new Aliases(found);
}

/** A collection of the record. */
export interface CollectionView {
  readonly collection: string;
  readonly partition: number;
  readonly title: string;
  readonly rootBody: string;
  readonly event: string;
  readonly openedAt: string;
}

/** Every collection that was opened, in all partitions, as the record has it now. */
export async function listCollections(database: QueryDatabase): Promise<readonly CollectionView[]> {
  return database.query<CollectionView[]>(
    `SELECT c.collection, c.partition, c.title, c.root_body AS "rootBody", c.event_id AS event,
            ${isoTime('c.event_at')} AS "openedAt"
       FROM timeline.collections AS c WHERE c.recorded_to IS NULL ORDER BY c.collection COLLATE "C"`,
  );
}

/** A correction or retraction, and what it changed. */
export interface CorrectionView {
  readonly event: string;
  readonly pseq: number;
  readonly recordedAt: string;
  /** Who recorded it; null where recorders are not told apart. */
  readonly actor: string | null;
  readonly change: 'corrected' | 'retracted';
  readonly target: string;
  readonly targetType: string;
  readonly field: string | null;
  readonly oldValue: unknown;
  readonly newValue: unknown;
  readonly reason: string;
  readonly evidence: Evidence;
}

/** Which corrections are asked for. */
export interface CorrectionFilter {
  /** Recorded at this time or later. */
  readonly since?: Date | undefined;
  readonly targets?: readonly string[] | undefined;
  readonly events?: readonly string[] | undefined;
}

/** Corrections and retractions in the order in which they were recorded. */
export async function listCorrections(
  database: QueryDatabase,
  at: QueryScope,
  filter: CorrectionFilter,
  { limit, after }: Omit<PageRequest, 'days'>,
): Promise<ResultPage<CorrectionView>> {
  const statement = new Statement(at);
  statement
    .where(statement.validAtPosition('c'))
    .whereAny('c.target', filter.targets)
    .whereAny('c.event_id', filter.events);
  if (filter.since !== undefined)
    statement.where(`c.event_at >= ${statement.parameter(filter.since)}::timestamptz`);
  if (after !== null) statement.where(`c.event_pseq > ${statement.parameter(after[0])}::integer`);
  const found = await statement.run<CorrectionView>(
    database,
    `SELECT c.event_id AS event, c.event_pseq AS pseq, ${isoTime('c.event_at')} AS "recordedAt", own.actor, c.change,
            c.target, target.type AS "targetType", c.field, c.old_value AS "oldValue", c.new_value AS "newValue",
            c.reason, c.evidence
       FROM timeline.corrections AS c
       JOIN timeline.event_index AS own ON own.partition = c.partition AND own.pseq = c.event_pseq
       JOIN timeline.event_index AS target
         ON target.partition = c.partition AND target.collection = c.collection AND target.event_id = c.target
      WHERE ${statement.conditions()} ORDER BY c.event_pseq LIMIT ${statement.parameter(limit + 1)}::integer`,
  );
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { rows: found.slice(0, limit), next: last === undefined ? null : [last.pseq] };
}

/** Facts that contradict each other, and how that was settled, if it was. */
export interface ConflictView {
  /** The event that flagged it. */
  readonly conflict: string;
  readonly pseq: number;
  readonly flaggedAt: string;
  readonly field: string;
  readonly events: readonly string[];
  readonly values: readonly unknown[];
  /** Of the events, those that still stand: others were retracted since. */
  readonly standing: readonly string[];
  readonly resolved: boolean;
  readonly resolution: string | null;
  readonly resolvedBy: string | null;
  readonly resolvedAt: string | null;
}

/** Which conflicts are asked for. */
export interface ConflictFilter {
  readonly resolved?: boolean | undefined;
  /** Of these facts. */
  readonly events?: readonly string[] | undefined;
}

/** Conflicts in the order in which they were flagged. */
export async function listConflicts(
  database: QueryDatabase,
  at: QueryScope,
  filter: ConflictFilter,
  { limit, after }: Omit<PageRequest, 'days'>,
): Promise<ResultPage<ConflictView>> {
  const statement = new Statement(at);
  statement
    .where(statement.validAtPosition('c'))
    .where(`c.stage = 'flagged'`)
    .whereContainsAny('c.events', filter.events);
  if (filter.resolved !== undefined) {
    statement.where(
      filter.resolved ? 'settled.resolution IS NOT NULL' : 'settled.resolution IS NULL',
    );
  }
  if (after !== null) statement.where(`c.event_pseq > ${statement.parameter(after[0])}::integer`);
  const found = await statement.run<ConflictView>(
    database,
    `SELECT c.conflict, c.event_pseq AS pseq, ${isoTime('c.event_at')} AS "flaggedAt", c.field, c.events,
            c.conflict_values AS "values",
            ARRAY(SELECT f.event_id FROM timeline.facts AS f
                   WHERE ${statement.validAtPosition('f')} AND f.event_id = ANY(c.events) ORDER BY f.event_pseq) AS standing,
            settled.resolution IS NOT NULL AS resolved, settled.resolution, settled.resolved_by AS "resolvedBy",
            ${isoTime('settled.event_at')} AS "resolvedAt"
       FROM timeline.conflicts AS c
       LEFT JOIN LATERAL (
         SELECT r.resolution, r.resolved_by, r.event_at FROM timeline.conflicts AS r
          WHERE ${statement.validAtPosition('r')} AND r.stage = 'resolved' AND r.conflict = c.conflict
          ORDER BY r.event_pseq DESC LIMIT 1) AS settled ON true
      WHERE ${statement.conditions()} ORDER BY c.event_pseq LIMIT ${statement.parameter(limit + 1)}::integer`,
  );
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { rows: found.slice(0, limit), next: last === undefined ? null : [last.pseq] };
}
