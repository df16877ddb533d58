import { usePostgres } from '@rapporteur/testing';
import type { Client } from 'pg';
import { expect, it } from 'vitest';
import { openReadModels } from './open-read-models.ts';

const postgres = usePostgres();

interface ConnectingDriver {
  obtainMasterConnection(): Promise<readonly [Client, () => void]>;
}

it('A connection that breaks before its user listens to errors does not end the process', async () => {
  const dataSource = await openReadModels(await postgres.createDatabase());
  const driver = dataSource.driver as unknown as ConnectingDriver;
  const [client, release] = await driver.obtainMasterConnection();
  // An error without a listener is thrown.
  expect(client.emit('error', new Error('terminating connection'))).toBe(true);
  release();
  await dataSource.destroy();
});
