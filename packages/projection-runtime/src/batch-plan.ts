/**
 * What a run of events does to the rows of a read model, worked out before anything is written. Pure.
 * 1. Every event's own rows are added, standing from its position on.
 * 2. A correction or retraction closes the rows of its target that stand, at its own position, exclusive.
 * 3. A correction adds the target's rows as its corrected data give them; they stay rows of the target.
 * 4. Rows are never changed otherwise, and closed once.
 */
import type { DecodedEvent } from '@rapporteur/contracts';
import type { DeclaredTable } from './declared-tables.ts';
import {
  parseCollection,
  toIndexedEvent,
  type IndexedEvent,
  toProjectionInput,
  type ChangeTarget,
} from './event-index.ts';
import type { Projection, ProjectedRow } from './projection.ts';
import { ProjectionError } from './projection-error.ts';

/** A row with its bookkeeping, as it is written. */
type VersionedValues = Record<string, unknown> & { recorded_to: number | null };

/** Rows of an earlier event that stop standing. */
export interface RowClosing extends ChangeTarget {
  /** Where that event stands. */
  readonly eventPseq: number;
  readonly pseq: number;
  readonly at: string;
  readonly by: string;
}

/** Everything that one transaction writes, besides the position. */
export interface BatchPlan {
  readonly index: readonly IndexedEvent[];
  /** By table. */
  readonly rows: ReadonlyMap<string, readonly VersionedValues[]>;
  /** Of rows that stood before this batch. */
  readonly closings: readonly RowClosing[];
}

/** The events that a batch corrects or retracts, whether they stand in it or before it. */
export function findTargets(events: readonly DecodedEvent[]): readonly ChangeTarget[] {
  return events.flatMap((event) => {
    const target = targetOf(event);
    return target === undefined
      ? []
      : [{ collection: parseCollection(event.envelope) ?? '', eventId: target }];
  });
}

/**
 * Plans a batch. `known` are the targets of the batch that stand before it.
 * @throws ProjectionError PROJECTION_EVENT_FAILED, PROJECTION_TARGET_UNKNOWN, PROJECTION_ROW_REFUSED
 */
export function planBatch(
  projection: Projection,
  tables: ReadonlyMap<string, DeclaredTable>,
  batch: {
    readonly partition: number;
    readonly events: readonly DecodedEvent[];
    readonly known: readonly IndexedEvent[];
  },
): BatchPlan {
  const planner = new BatchPlanner(projection, tables, batch.known);
  for (const event of batch.events) planner.add(toIndexedEvent(batch.partition, event), event);
  return planner.plan();
}

class BatchPlanner {
  readonly #index: IndexedEvent[] = [];
  readonly #rows = new Map<string, VersionedValues[]>();
  readonly #closings = new Map<string, RowClosing>();
  readonly #known: Map<string, IndexedEvent>;
  /** The rows of this batch that stand, by the event they tell of. */
  readonly #standing = new Map<string, VersionedValues[]>();
  readonly #columns: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #projection: Projection;

  constructor(
    projection: Projection,
    tables: ReadonlyMap<string, DeclaredTable>,
    known: readonly IndexedEvent[],
  ) {
    this.#projection = projection;
    this.#columns = new Map(
      [...tables].map(([name, table]) => [name, new Set(table.columns.map((c) => c.name))]),
    );
    this.#known = new Map(known.map((event) => [keyOf(event.collection, event.event_id), event]));
  }

  add(self: IndexedEvent, event: DecodedEvent): void {
    const target = targetOf(event);
    if (target !== undefined) this.#change(self, event, target);
    this.#index.push(self);
    this.#known.set(keyOf(self.collection, self.event_id), self);
    this.#project(self, event.data, self);
  }

  plan(): BatchPlan {
    return { index: this.#index, rows: this.#rows, closings: [...this.#closings.values()] };
  }

  #change(change: IndexedEvent, event: DecodedEvent, eventId: string): void {
    const key = keyOf(change.collection, eventId);
    const target = this.#known.get(key);
    if (target === undefined || target.collection === null) {
      throw new ProjectionError(
        'PROJECTION_TARGET_UNKNOWN',
        `${change.event_id} at ${change.partition}:${change.pseq} is about ${eventId}, which is not in the record before it.`,
      );
    }
    this.#close(key, target, change);
    if (event.type === 'RecordCorrected') this.#project(target, event.data.corrected, change);
  }

  #close(key: string, target: IndexedEvent, change: IndexedEvent): void {
    for (const row of this.#standing.get(key) ?? []) {
      row.recorded_to = change.pseq;
      row['recorded_to_at'] = change.recorded_at;
      row['closed_by'] = change.event_id;
    }
    this.#standing.delete(key);
    // The first change of the batch closes what stood before it; later ones find only rows of the batch.
    if (target.collection === null || this.#closings.has(key)) return;
    this.#closings.set(key, {
      collection: target.collection,
      eventId: target.event_id,
      eventPseq: target.pseq,
      pseq: change.pseq,
      at: change.recorded_at,
      by: change.event_id,
    });
  }

  #project(of: IndexedEvent, data: unknown, by: IndexedEvent): void {
    const rows = this.#rowsOf(of, data);
    const stored = rows.map((row, index) => this.#store(row, bookkeeping(of, by, index + 1)));
    if (stored.length > 0) this.#standing.set(keyOf(of.collection, of.event_id), stored);
  }

  #rowsOf(of: IndexedEvent, data: unknown): readonly ProjectedRow[] {
    try {
      return this.#projection.project(toProjectionInput(of, data));
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new ProjectionError(
        'PROJECTION_EVENT_FAILED',
        `${of.type} ${of.event_id} at ${of.partition}:${of.pseq} cannot be projected: ${message}`,
        { cause },
      );
    }
  }

  #store({ table, values }: ProjectedRow, columns: VersionedValues): VersionedValues {
    const declared = this.#columns.get(table);
    const refused = declared === undefined ? undefined : refusedIn(values, declared, columns);
    if (declared === undefined || refused !== undefined) {
      throw new ProjectionError(
        'PROJECTION_ROW_REFUSED',
        `${this.#projection.name} makes a row of ${String(columns['event_id'])} in ${table}` +
          (declared === undefined
            ? ', which it does not declare.'
            : ` with ${refused}, which is no column of its own.`),
      );
    }
    const row = Object.assign(columns, values);
    const rows = this.#rows.get(table);
    if (rows === undefined) this.#rows.set(table, [row]);
    else rows.push(row);
    return row;
  }
}

function bookkeeping(of: IndexedEvent, by: IndexedEvent, n: number): VersionedValues {
  return {
    partition: of.partition,
    collection: of.collection,
    event_id: of.event_id,
    n,
    event_pseq: of.pseq,
    event_at: of.recorded_at,
    command_id: of.command_id,
    recorded_from: by.pseq,
    recorded_from_at: by.recorded_at,
    recorded_by: by.event_id,
    recorded_to: null,
    recorded_to_at: null,
    closed_by: null,
  };
}

/** A column that a row may not name: one that its table lacks, or that the runtime fills. */
function refusedIn(
  values: ProjectedRow['values'],
  declared: ReadonlySet<string>,
  columns: VersionedValues,
): string | undefined {
  // Every row comes through here: no list of its columns is made.
  for (const name in values) if (!declared.has(name) || name in columns) return name;
  return undefined;
}

function targetOf(event: DecodedEvent): string | undefined {
  return event.type === 'RecordCorrected' || event.type === 'RecordRetracted'
    ? event.data.target
    : undefined;
}

// Event ids are unique in their collection only, and several collections may share a partition.
function keyOf(collection: string | null, eventId: string): string {
  return `${collection ?? ''}/${eventId}`;
}
