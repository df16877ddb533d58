import { DataSource } from 'typeorm';

/** How many connections one process holds at most, unless it says otherwise. */
const CONNECTIONS_MAX = 10;

/** Connects to the database of the read models: whoever keeps them up to date, or asks them. */
export async function openReadModels(
  url: string,
  connectionsMax: number = CONNECTIONS_MAX,
): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    applicationName: 'rapporteur read models',
    poolSize: connectionsMax,
    // Compiling a query takes longer than any of ours runs.
    extra: { options: '-c jit=off' },
    // A connection that breaks while it is idle is replaced when it is next needed.
    poolErrorHandler: () => undefined,
  });
  return dataSource.initialize();
}
