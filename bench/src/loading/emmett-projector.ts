import { sql, type SQL } from '@event-driven-io/dumbo';
import type { Event } from '@event-driven-io/emmett';
import {
  getPostgreSQLEventStore,
  postgreSQLEventStoreConsumer,
  postgreSQLRawSQLProjection,
} from '@event-driven-io/emmett-postgresql';
import { parseEventId, CATALOGUE, type Envelope } from '@rapporteur/contracts';
import {
  type DeclaredTable,
  encodeCommandId,
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

/** Options for pulling events: Emmett's defaults, or larger pulls without a pause. */
export const PULL_OPTIONS = {
  standard: {},
  unpaced: { batchSize: 1_000, pullingFrequencyInMs: 0 },
} as const;

const APPEND_EVENTS = 500;

/**
 * Emmett's SQL projector: a raw SQL projection that a consumer runs from the beginning to the end
 * of its store. It writes the same rows as ours, into tables with the same indexes. It has no event
 * index, because its store is one.
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

  /** Creates a projector whose store contains these events. */
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

  /**
   * Projects the whole store. Returns the microseconds per event. Truncates the tables afterwards.
   */
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
        // Emmett stores the position by name. A new name starts at the beginning.
        name: `${projection.name}-${process.hrtime.bigint()}`,
        canHandle: [...this.#types],
        evolve: (event) => createInserts(projection, tables, event),
      }),
    });
    await dataSource.query('CHECKPOINT');
    const startedAt = performance.now();
    await consumer.start();
    const ms = performance.now() - startedAt;
    await consumer.close();
    await this.#truncateComplete(dataSource, tables);
    return (ms * 1000) / this.#events;
  }

  /**
   * Truncates the tables. Rejects if not all events were projected, because Emmett does not report
   * projection errors.
   */
  async #truncateComplete(dataSource: DataSource, tables: EmmettTables): Promise<void> {
    const { qualified: meetings } = tables.get('meetings') ?? failUndeclared('meetings');
    const [last]: { pseq: number }[] = await dataSource.query(
      `SELECT max(recorded_from) AS pseq FROM ${meetings}`,
    );
    if (last?.pseq !== this.#events - 1)
      throw new Error(`Emmett stopped at ${last?.pseq} of ${this.#events - 1}.`);
    for (const { qualified } of tables.values()) await dataSource.query(`TRUNCATE ${qualified}`);
  }
}

function createInserts(
  projection: Projection,
  tables: EmmettTables,
  { data, metadata: { envelope } }: EmmettEvent,
): SQL[] {
  const rows = projection.project(CATALOGUE.decode({ ...envelope, data }));
  return rows.map(({ table, values }, index) => {
    const { qualified, columns } = tables.get(table) ?? failUndeclared(table);
    const row: Readonly<Record<string, unknown>> = {
      ...createMetadata(envelope, index + 1),
      ...values,
    };
    const written = columns.filter(({ property }) => (row[property] ?? null) !== null);
    const names = written.map(({ name }) => `"${name}"`).join(', ');
    const literals = written.map(({ property, valueKind: holds }) =>
      formatLiteral(row[property], holds),
    );
    return sql(
      `INSERT INTO ${qualified} (${names}) VALUES (${literals.map(() => '%L').join(', ')})`,
      ...literals,
    );
  });
}

function createMetadata(
  envelope: Omit<Envelope, 'data'>,
  n: number,
): Readonly<Record<string, unknown>> {
  const { id, source, pseq, time } = envelope;
  const { commandId, number } = parseEventId(id);
  return {
    partition: 0,
    collection: source.split('/').at(-1),
    command: encodeCommandId(commandId),
    eventNumber: number,
    n,
    eventPseq: pseq,
    eventAt: time,
    recordedFrom: pseq,
  };
}

function formatLiteral(
  value: unknown,
  holds: DeclaredTable['columns'][number]['valueKind'],
): unknown {
  if (holds === 'json') return JSON.stringify(value);
  if (holds === 'list')
    return `{${(value as readonly string[]).map((text) => JSON.stringify(text)).join(',')}}`;
  return value;
}

function failUndeclared(table: string): never {
  throw new Error(`The projection does not declare the table \`${table}\`.`);
}
