import { CLI_QUERIES } from '@rapporteur/cli';
import { ResponseChecker } from '@rapporteur/testing';
import { expect } from 'vitest';

/** A whole query response, with the fields that tests inspect. */
export interface CompleteQueryResult {
  readonly incomplete: boolean;
  readonly parked: readonly object[];
  readonly data: unknown;
}

/** Returns the results of all queries without ids, by name, at a position or later. */
export async function fetchAllQueryResults(
  url: string,
  position: string,
): Promise<Readonly<Record<string, CompleteQueryResult>>> {
  const checker = await ResponseChecker.load(url);
  const results = CLI_QUERIES.filter(({ pathParameters }) => pathParameters.length === 0).map(
    async ({ name, path }) => {
      const headers = { prefer: 'wait=30' };
      const address = `${url}/v1/collections/sco/${path}?position=${position}`;
      const response = await checker.fetch(address, { headers });
      expect(response.status, name).toBe(200);
      return [name, (await response.json()) as CompleteQueryResult] as const;
    },
  );
  return Object.fromEntries(await Promise.all(results));
}
