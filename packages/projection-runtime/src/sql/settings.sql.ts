/** Statements about settings of Postgres, which TypeORM's query builders do not have. */
import type { EntityManager } from 'typeorm';

/** Settings of a transaction by name. */
type TransactionSettings = Readonly<Record<string, string | number>>;

/** Changes settings for the rest of the transaction. */
export async function setForTransaction(
  manager: EntityManager,
  settings: TransactionSettings,
): Promise<void> {
  const names = Object.keys(settings);
  const calls = names.map((name, index) => `set_config('${name}', $${index + 1}, true)`);
  await manager.query(`SELECT ${calls.join(', ')}`, Object.values(settings).map(String));
}
