import type { DraftRecord, KnownFact } from '@rapporteur/extraction';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { CliError } from './cli-error.ts';
import { getCliQuery } from './cli-queries.ts';
import { fetchPages, PAGE_ROWS_MAX } from './query-call.ts';
import type { CliSession } from './session.ts';

/** Returns the record of a collection, read over HTTP: what the drafts of its texts are compared with. */
export function createDraftRecord(session: CliSession, collection: string): DraftRecord {
  return {
    findFacts: async (search) => {
      const pages = fetchPages(session, {
        query: getCliQuery('facts'),
        collections: [collection],
        pathArguments: [],
        parameters: { ...search, sources: false },
        limit: PAGE_ROWS_MAX,
      });
      try {
        for await (const { data } of pages) return data as readonly KnownFact[];
        return [];
      } catch (error) {
        // The record has no thing with such an id.
        if (error instanceof CliError && error.exitCode === EXIT.notFound) return [];
        throw error;
      }
    },
  };
}
