import { DataSource } from 'typeorm';

/** The default size of the connection pool. */
const CONNECTIONS_MAX = 10;

/** Opens the database of the read models, for projectors and queries. */
export async function openReadModels(
  url: string,
  connectionsMax: number = CONNECTIONS_MAX,
): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    applicationName: 'rapporteur read models',
    poolSize: connectionsMax,
    // Compiling a query takes longer than running any of ours.
    extra: { options: '-c jit=off' },
    // The pool replaces a broken idle connection when it needs one.
    poolErrorHandler: () => undefined,
  });
  return dataSource.initialize();
}
