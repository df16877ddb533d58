import { DataSource } from 'typeorm';
import type { Projection } from './projection.ts';

/** The default size of the connection pool. */
const CONNECTIONS_MAX = 10;

/** The read models that are queried, and the size of the connection pool. */
export interface ReadModelsOptions {
  readonly projections?: readonly Projection[];
  readonly connectionsMax?: number;
}

/** Opens the database of the read models, for projectors and queries. */
export async function openReadModels(
  url: string,
  { projections = [], connectionsMax = CONNECTIONS_MAX }: ReadModelsOptions = {},
): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    applicationName: 'rapporteur read models',
    entities: projections.flatMap(({ entities }) => entities),
    poolSize: connectionsMax,
    // Compiling a query takes longer than running any of ours.
    extra: { options: '-c jit=off' },
    // The pool replaces a broken idle connection when it needs one.
    poolErrorHandler: () => undefined,
  });
  return dataSource.initialize();
}
