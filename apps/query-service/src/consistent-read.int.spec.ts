import { migrate } from '@rapporteur/projection-runtime';
import { PARTICIPATION, TIMELINE } from '@rapporteur/read-models';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConsistently } from './consistent-read.ts';

const postgres = usePostgres();
let database: DataSource;

beforeEach(async () => {
  database = await new DataSource({
    type: 'postgres',
    url: await postgres.createDatabase(),
  }).initialize();
  await migrate(database, [TIMELINE, PARTICIPATION]);
});
afterEach(() => database.destroy());

/** Registers another serving generation of a projection. */
async function swapGeneration(projection: string, build: number): Promise<void> {
  await database.query(
    `UPDATE projections.generations SET state = 'retained' WHERE projection = $1`,
    [projection],
  );
  await database.query(
    'INSERT INTO projections.generations (schema, projection, version, build, state) VALUES ' +
      `($1, $2, 1, $3, 'serving')`,
    [`${projection}_v1_${build}`, projection, build],
  );
}

/** A read during which generations are swapped: one in each of the first attempts. */
function createRead(swapped: readonly string[], fails: (attempt: number) => boolean = () => false) {
  const read = {
    attempts: 0,
    run: async (): Promise<string> => {
      read.attempts += 1;
      const projection = swapped[read.attempts - 1];
      if (projection !== undefined) await swapGeneration(projection, read.attempts + 1);
      if (fails(read.attempts)) throw new Error(`failed at attempt ${read.attempts}`);
      return `result ${read.attempts}`;
    },
  };
  return read;
}

describe('A consistent read', () => {
  it('reads once without a swap', async () => {
    const read = createRead([]);
    expect(await readConsistently(database.manager, [TIMELINE], read.run)).toBe('result 1');
    expect(read.attempts).toBe(1);
  });

  it('reads again after each swap of a read model that it uses', async () => {
    const read = createRead(['timeline', 'participation']);
    expect(await readConsistently(database.manager, [TIMELINE, PARTICIPATION], read.run)).toBe(
      'result 3',
    );
  });

  it('ignores the swap of another read model', async () => {
    const read = createRead(['participation']);
    expect(await readConsistently(database.manager, [TIMELINE], read.run)).toBe('result 1');
  });

  it('rejects with an error of the read itself, not with one caused by a swap', async () => {
    const swapped = createRead(['timeline'], (attempt) => attempt === 1);
    expect(await readConsistently(database.manager, [TIMELINE], swapped.run)).toBe('result 2');
    const failing = createRead([], () => true);
    await expect(readConsistently(database.manager, [TIMELINE], failing.run)).rejects.toThrow(
      'failed at attempt 1',
    );
  });
});
