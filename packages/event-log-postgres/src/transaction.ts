import { isTransientPostgresError } from '@rapporteur/resilience';
import type { Pool, PoolClient } from 'pg';

const ignoreError = (): void => undefined;

/** Runs an operation in its own transaction. */
export async function runInTransaction<T>(
  pool: Pool,
  operation: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  // Without a listener, a connection that breaks between two statements would end the process.
  client.on('error', ignoreError);

  try {
    await client.query('BEGIN');
    const result = await operation(client);
    await client.query('COMMIT');
    release(client);
    return result;
  } catch (error) {
    // A broken connection accepts no ROLLBACK. The server rolls back when the connection ends.
    const isRolledBack = !isTransientPostgresError(error) && (await rollBack(client));
    release(client, !isRolledBack);
    throw error;
  }
}

async function rollBack(client: PoolClient): Promise<boolean> {
  return client.query('ROLLBACK').then(
    () => true,
    () => false,
  );
}

function release(client: PoolClient, isBroken = false): void {
  client.off('error', ignoreError);
  client.release(isBroken);
}
