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

/** Enters another generation as the one that serves. */
async function swapIn(projection: string, build: number): Promise<void> {
  await database.query(
    `UPDATE projections.generations SET state = 'retained' WHERE projection = $1`,
    [projection],
  );
  await database.query(
    `INSERT INTO projections.generations (schema, projection, version, build, state) VALUES ($1, $2, 1, $3, 'serving')`,
    [`${projection}_v1_${build}`, projection, build],
  );
}

/** A question in whose midst generations are swapped in, one each of the first times that it is asked. */
function asking(swapped: readonly string[], fails: (time: number) => boolean = () => false) {
  const asked = {
    times: 0,
    ask: async (): Promise<string> => {
      asked.times += 1;
      const projection = swapped[asked.times - 1];
      if (projection !== undefined) await swapIn(projection, asked.times + 1);
      if (fails(asked.times)) throw new Error(`failed at time ${asked.times}`);
      return `answer ${asked.times}`;
    },
  };
  return asked;
}

describe('An answer', () => {
  it('is asked for once where nothing is swapped in', async () => {
    const asked = asking([]);
    expect(await readConsistently(database.manager, [TIMELINE], asked.ask)).toBe('answer 1');
    expect(asked.times).toBe(1);
  });

  it('is asked for again whenever a read model that it rests on was swapped meanwhile', async () => {
    const asked = asking(['timeline', 'participation']);
    expect(await readConsistently(database.manager, [TIMELINE, PARTICIPATION], asked.ask)).toBe(
      'answer 3',
    );
  });

  it('does not mind a read model that it does not rest on', async () => {
    const asked = asking(['participation']);
    expect(await readConsistently(database.manager, [TIMELINE], asked.ask)).toBe('answer 1');
  });

  it('fails for a reason of its own, not for a swap', async () => {
    const swapped = asking(['timeline'], (time) => time === 1);
    expect(await readConsistently(database.manager, [TIMELINE], swapped.ask)).toBe('answer 2');
    const failing = asking([], () => true);
    await expect(readConsistently(database.manager, [TIMELINE], failing.ask)).rejects.toThrow(
      'failed at time 1',
    );
  });
});
