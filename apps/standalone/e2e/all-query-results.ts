import { CLI_QUERIES } from '@rapporteur/cli';
import { expect } from 'vitest';

/** An answer, whole, and what is looked into beside comparing it. */
export interface CompleteQueryResult {
  readonly incomplete: boolean;
  readonly parked: readonly object[];
  readonly data: unknown;
}

/** Every answer that needs no id, by the name of its question, once the record has come to a position. */
export async function fetchAllQueryResults(
  url: string,
  position: string,
): Promise<Readonly<Record<string, CompleteQueryResult>>> {
  const told = CLI_QUERIES.filter(({ pathParameters }) => pathParameters.length === 0).map(
    async ({ name, path }) => {
      const headers = { prefer: 'wait=30' };
      const response = await fetch(`${url}/v1/collections/sco/${path}?position=${position}`, {
        headers,
      });
      expect(response.status, name).toBe(200);
      return [name, (await response.json()) as CompleteQueryResult] as const;
    },
  );
  return Object.fromEntries(await Promise.all(told));
}
