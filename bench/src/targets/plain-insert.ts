import { Pool } from 'pg';
import type { BenchmarkTargetFactory } from '../target.ts';
import { createSampleBytes } from '../sample.ts';

/**
 * The baseline of a store without rules: one prepared INSERT per event, without versions or order.
 */
export function createPlainInsertTarget(database: string): BenchmarkTargetFactory {
  return async () => {
    const pool = new Pool({ connectionString: database, max: 16 });
    await pool.query(
      `DROP TABLE IF EXISTS plain_insert;
       CREATE TABLE plain_insert (id bigserial PRIMARY KEY, bytes text)`,
    );
    let count = 0;
    return {
      async record() {
        const values = [createSampleBytes(count++)];
        await pool.query({
          name: 'insert',
          text: 'INSERT INTO plain_insert (bytes) VALUES ($1)',
          values,
        });
      },
      close: () => pool.end(),
    };
  };
}
