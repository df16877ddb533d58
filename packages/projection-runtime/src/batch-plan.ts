/**
 * Computes the effect of a batch of events on the rows of a read model. Pure. Tests:
 * batch-plan.spec.ts.
 * 1. Every event adds its own rows, current from its position on.
 * 2. A correction or retraction closes the current rows of its target: their validity ends at its
 *    own position, exclusive.
 * 3. A correction adds the rows of the corrected data; they remain rows of the target. A
 *    retraction that restores a fact closes its rows and adds those of the restored data.
 * 4. Nothing else changes a row, and a row is closed once.
 */
import { parseEventId, type DecodedEvent } from '@rapporteur/contracts';
import type { DeclaredTable } from './declared-tables.ts';
import {
  type ChangeTarget,
  type IndexedEvent,
  parseCollection,
  toIndexedEvent,
  toProjectionInput,
} from './event-index.ts';
import { ProjectionError } from './projection-error.ts';
import { encodeCommandId } from './stored-command.ts';
import type { ProjectedRow, Projection } from './projection.ts';
import type { VersionedRow } from './versioned-row.ts';

/** A row by property, with its version columns. Times are texts as in the envelope. */
type VersionedValues = Record<string, unknown> & VersionValues;
type VersionValues = Omit<
  VersionedRow,
  'collection' | 'command' | 'commandId' | 'eventId' | 'recordedFromAt' | 'recordedToAt'
> & {
  /** Null for events of the log itself, which have no rows. */
  readonly collection: string | null;
  readonly command: string;
  readonly recordedFromAt: string | null;
  recordedToAt: string | null;
};

/** The end of validity of the rows of an earlier event. Such rows are closed, or superseded. */
export interface RowClosing extends ChangeTarget {
  /** The position of that event. */
  readonly eventPseq: number;
  readonly recordedTo: number;
  readonly recordedToAt: string;
  readonly closedBy: string;
}

/** Everything that one transaction writes, except the position. */
export interface BatchPlan {
  readonly index: readonly IndexedEvent[];
  /** By table. */
  readonly rows: ReadonlyMap<string, readonly VersionedValues[]>;
  /** For rows from before this batch. */
  readonly closings: readonly RowClosing[];
}

/** Returns the facts that a batch corrects, retracts or restores, inside the batch or before it. */
export function findTargets(events: readonly DecodedEvent[]): readonly ChangeTarget[] {
  return events.flatMap((event) => {
    const collection = parseCollection(event.envelope) ?? '';
    return listChanges(event).map(({ eventId }) => ({ collection, eventId }));
  });
}

/**
 * Plans a batch. `known` holds the targets from before the batch.
 * @throws ProjectionError PROJECTION_EVENT_FAILED, PROJECTION_TARGET_UNKNOWN,
 * PROJECTION_ROW_REFUSED
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
  /** The current rows of this batch by their fact. */
  readonly #current = new Map<string, VersionedValues[]>();
  readonly #tables: ReadonlyMap<string, DeclaredTable>;
  readonly #projection: Projection;

  constructor(
    projection: Projection,
    tables: ReadonlyMap<string, DeclaredTable>,
    known: readonly IndexedEvent[],
  ) {
    this.#projection = projection;
    this.#tables = tables;
    this.#known = new Map(
      known.map((event) => [formatKey(event.collection, event.eventId), event]),
    );
  }

  add(indexed: IndexedEvent, event: DecodedEvent): void {
    for (const change of listChanges(event)) this.#change(indexed, change);

    this.#index.push(indexed);
    this.#known.set(formatKey(indexed.collection, indexed.eventId), indexed);
    this.#project(indexed, event.data, indexed);
  }

  plan(): BatchPlan {
    return { index: this.#index, rows: this.#rows, closings: [...this.#closings.values()] };
  }

  #change(change: IndexedEvent, { eventId, data, recordedBy }: RowChange): void {
    const key = formatKey(change.collection, eventId);
    const target = this.#known.get(key);
    if (target === undefined || target.collection === null) {
      throw new ProjectionError(
        'PROJECTION_TARGET_UNKNOWN',
        `Event ${change.eventId} at ${change.partition}:${change.pseq} changes ${eventId}, ` +
          'but no earlier event has this id.',
      );
    }

    this.#close(key, target, change);
    if (data !== null)
      this.#project(target, data, { ...change, eventId: recordedBy ?? change.eventId });
  }

  #close(key: string, target: IndexedEvent, change: IndexedEvent): void {
    for (const row of this.#current.get(key) ?? []) {
      row.recordedTo = change.pseq;
      row.recordedToAt = change.recordedAt;
      row.closedBy = change.eventId;
    }
    this.#current.delete(key);

    // The first change of a batch closes the stored rows; later changes find rows of the batch
    // only.
    if (target.collection === null || this.#closings.has(key)) return;
    this.#closings.set(key, {
      collection: target.collection,
      eventId: target.eventId,
      eventPseq: target.pseq,
      recordedTo: change.pseq,
      recordedToAt: change.recordedAt,
      closedBy: change.eventId,
    });
  }

  /**
   * Adds the rows of `fact` with `data`, from the position of `source` on, and recorded by it: the
   * fact itself or its correction.
   */
  #project(fact: IndexedEvent, data: unknown, source: IndexedEvent): void {
    const version = createVersionColumns(fact, source);
    const stored = this.#callProjection(fact, data).map((row, index) =>
      this.#store(row, { ...version, n: index + 1 }, fact),
    );
    if (stored.length > 0) this.#current.set(formatKey(fact.collection, fact.eventId), stored);
  }

  #callProjection(fact: IndexedEvent, data: unknown): readonly ProjectedRow[] {
    try {
      return this.#projection.project(toProjectionInput(fact, data));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const position = `${fact.partition}:${fact.pseq}`;
      throw new ProjectionError(
        'PROJECTION_EVENT_FAILED',
        `${fact.type} ${fact.eventId} at ${position} cannot be projected: ${reason}`,
        { cause },
      );
    }
  }

  #store(
    { table, values }: ProjectedRow,
    row: VersionedValues,
    fact: IndexedEvent,
  ): VersionedValues {
    const declared = this.#tables.get(table);
    if (declared === undefined) {
      throw this.#createRowError(fact, `table ${table}, which the projection does not declare`);
    }
    if (declared.properties.has('eventAt')) row['eventAt'] = fact.recordedAt;
    const invalid = addValues(row, values, declared);
    if (invalid !== undefined) {
      throw this.#createRowError(fact, `column ${invalid}, which ${table} does not declare`);
    }

    const rows = this.#rows.get(table);
    if (rows === undefined) this.#rows.set(table, [row]);
    else rows.push(row);
    return row;
  }

  #createRowError({ eventId }: IndexedEvent, problem: string): ProjectionError {
    const { name } = this.#projection;
    return new ProjectionError(
      'PROJECTION_ROW_REFUSED',
      `Projection ${name} returned a row of event ${eventId} for ${problem}.`,
    );
  }
}

/** Returns the version columns of the rows of a fact; `n` differs from row to row. */
function createVersionColumns(fact: IndexedEvent, source: IndexedEvent): VersionedValues {
  const { commandId, number } = parseEventId(fact.eventId);
  return {
    partition: fact.partition,
    n: 0,
    eventPseq: fact.pseq,
    recordedFrom: source.pseq,
    eventNumber: number,
    command: encodeCommandId(commandId),
    collection: fact.collection,
    recordedFromAt: source.pseq === fact.pseq ? null : source.recordedAt,
    recordedBy: source.eventId === fact.eventId ? null : source.eventId,
    recordedTo: null,
    recordedToAt: null,
    closedBy: null,
  };
}

/** Adds values to the version columns of a row. Returns the first column that has no place there. */
function addValues(
  row: VersionedValues,
  values: ProjectedRow['values'],
  { properties }: DeclaredTable,
): string | undefined {
  // A hot path: it runs for every row, so it allocates no array.
  for (const property in values) {
    // Only the runtime fills the version columns.
    if (!properties.has(property) || property in row) return property;
    row[property] = values[property];
  }
  return undefined;
}

/** The change of the rows of an earlier event: they end, and those of `data` begin. */
interface RowChange {
  readonly eventId: string;
  /** Null: no rows begin. */
  readonly data: unknown;
  /** The event that recorded these values; default: the one that changes the rows. */
  readonly recordedBy?: string;
}

function listChanges(event: DecodedEvent): readonly RowChange[] {
  if (event.type === 'RecordCorrected')
    return [{ eventId: event.data.target, data: event.data.corrected }];
  if (event.type !== 'RecordRetracted') return [];
  const { target, restores } = event.data;
  const retracted = { eventId: target, data: null };
  if (restores === null) return [retracted];
  const { event: eventId, data, recordedBy } = restores;
  return [retracted, { eventId, data, recordedBy }];
}

// Event ids are unique within a collection, and a partition may hold several collections.
function formatKey(collection: string | null, eventId: string): string {
  return `${collection ?? ''}/${eventId}`;
}
