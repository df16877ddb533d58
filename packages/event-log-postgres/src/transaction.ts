import type { Pool, PoolClient } from 'pg';
import { isTransient } from './connection-loss.ts';

const nothing = (): void => undefined;

/** Runs some work in a transaction of its own: all of it stands, or nothing. */
export async function runInTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  // Without a listener a connection that breaks between two statements would end the process.
  client.on('error', nothing);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    leave(client);
    return result;
  } catch (error) {
    // Nothing more can be asked of a connection that failed; the server rolls back when it goes.
    const rolledBack =
      !isTransient(error) &&
      (await client.query('ROLLBACK').then(
        () => true,
        () => false,
      ));
    leave(client, !rolledBack);
    throw error;
  }
}

function leave(client: PoolClient, broken = false): void {
  client.off('error', nothing);
  client.release(broken);
}
