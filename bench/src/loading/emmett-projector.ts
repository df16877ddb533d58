import { sql, type SQL } from '@event-driven-io/dumbo';
import type { Event } from '@event-driven-io/emmett';
import {
  getPostgreSQLEventStore,
  postgreSQLEventStoreConsumer,
  postgreSQLRawSQLProjection,
} from '@event-driven-io/emmett-postgresql';
import { CATALOGUE, type Envelope } from '@rapporteur/contracts';
import {
  type DeclaredTable,
  readDeclaredTables,
  migrate,
  requireServingGeneration,
  type Projection,
} from '@rapporteur/projection-runtime';
import type { DataSource } from 'typeorm';

type EmmettEvent = Event<
  string,
  Record<string, unknown>,
  { readonly envelope: Omit<Envelope, 'data'> }
>;
type EmmettTables = ReadonlyMap<string, DeclaredTable>;

/** How it pulls events: as it does unless told, or in larger pulls that follow each other at once. */
export const PULL_OPTIONS = {
  standard: {},
  unpaced: { batchSize: 1_000, pullingFrequencyInMs: 0 },
} as const;

const APPEND_EVENTS = 500;

/**
 * The peer: Emmett's SQL projector, a raw SQL projection that a consumer runs from the beginning of its store to the
 * end. It makes the rows that ours makes, in tables with the same indexes, but for the index of events: its store is one.
 */
export class EmmettProjector {
  readonly #url: string;
  readonly #events: number;
  readonly #types: readonly string[];

  private constructor(url: string, events: number, types: readonly string[]) {
    this.#url = url;
    this.#events = events;
    this.#types = types;
  }

  /** Appends events to its store. */
  static async create(url: string, events: Iterable<Envelope>): Promise<EmmettProjector> {
    const store = getPostgreSQLEventStore(url);
    await store.schema.migrate();
    const stored = Array.from(events, ({ data, ...envelope }): EmmettEvent => ({
      type: envelope.type,
      data,
      metadata: { envelope },
    }));
    for (let from = 0; from < stored.length; from += APPEND_EVENTS) {
      await store.appendToStream<EmmettEvent>('sco', stored.slice(from, from + APPEND_EVENTS));
    }
    await store.close();
    return new EmmettProjector(url, stored.length, [...new Set(stored.map(({ type }) => type))]);
  }

  /** Projects all its store holds, and answers what an event cost. Leaves the tables empty. */
  async measureUsPerEvent(
    dataSource: DataSource,
    projection: Projection,
    pulling: (typeof PULL_OPTIONS)[keyof typeof PULL_OPTIONS],
  ): Promise<number> {
    await migrate(dataSource, [projection]);
    const { schema } = await requireServingGeneration(dataSource.manager, projection);
    const tables = readDeclaredTables(projection, schema);
    const consumer = postgreSQLEventStoreConsumer({
      connectionString: this.#url,
      stopWhen: { noMessagesLeft: true },
      pulling,
    });
    consumer.projector<EmmettEvent>({
      projection: postgreSQLRawSQLProjection<EmmettEvent>({
        // Where it stands is kept by its name: one of its own stands at the beginning.
        name: `${projection.name}-${process.hrtime.bigint()}`,
        canHandle: [...this.#types],
        evolve: (event) => insertsOf(projection, tables, event),
      }),
    });
    await dataSource.query('CHECKPOINT');
    const began = performance.now();
    await consumer.start();
    const ms = performance.now() - began;
    await consumer.close();
    await this.#emptyWhole(dataSource, tables);
    return (ms * 1000) / this.#events;
  }

  /** @throws where it did not come to the end: it says nothing of what fails in a projection. */
  async #emptyWhole(dataSource: DataSource, tables: EmmettTables): Promise<void> {
    const [last]: { pseq: number }[] = await dataSource.query(
      `SELECT max(recorded_from) AS pseq FROM ${tables.get('meetings')?.qualified ?? never('meetings')}`,
    );
    if (last?.pseq !== this.#events - 1) throw new Error(`Emmett stopped at ${last?.pseq}`);
    for (const { qualified } of tables.values()) await dataSource.query(`TRUNCATE ${qualified}`);
  }
}

function insertsOf(
  projection: Projection,
  tables: EmmettTables,
  { data, metadata: { envelope } }: EmmettEvent,
): SQL[] {
  const rows = projection.project(CATALOGUE.decode({ ...envelope, data }));
  return rows.map(({ table, values }, index) => {
    const { qualified, columns } = tables.get(table) ?? never(table);
    const row: Readonly<Record<string, unknown>> = {
      ...bookkeeping(envelope, index + 1),
      ...values,
    };
    const written = columns.filter(({ name }) => row[name] !== null && row[name] !== undefined);
    const names = written.map(({ name }) => `"${name}"`).join(', ');
    const literals = written.map(({ name, valueKind: holds }) => literalOf(row[name], holds));
    return sql(
      `INSERT INTO ${qualified} (${names}) VALUES (${literals.map(() => '%L').join(', ')})`,
      ...literals,
    );
  });
}

function bookkeeping(
  envelope: Omit<Envelope, 'data'>,
  n: number,
): Readonly<Record<string, unknown>> {
  const { id, source, pseq, time, commandid } = envelope;
  const collection = source.split('/').at(-1);
  const fact = {
    partition: 0,
    collection,
    event_id: id,
    n,
    event_pseq: pseq,
    event_at: time,
    command_id: commandid,
  };
  return { ...fact, recorded_from: pseq, recorded_from_at: time, recorded_by: id };
}

function literalOf(value: unknown, holds: DeclaredTable['columns'][number]['valueKind']): unknown {
  if (holds === 'json') return JSON.stringify(value);
  if (holds === 'list')
    return `{${(value as readonly string[]).map((text) => JSON.stringify(text)).join(',')}}`;
  return value;
}

function never(table: string): never {
  throw new Error(`${table} is not declared`);
}
