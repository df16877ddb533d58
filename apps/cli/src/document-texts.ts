import { fetchWhole } from './query-call.ts';
import { CLI_QUERIES } from './cli-queries.ts';
import type { CliSession } from './session.ts';

/** A document of the record, as far as its text goes. */
export interface DocumentText {
  readonly document: string;
  readonly docType: string | null;
  readonly title: string | null;
  /** Null: no text of it was ever seen. */
  readonly sha256: string | null;
  readonly redistributable: boolean;
  readonly textHeld: boolean;
}

/** The documents of a collection, and whether the server holds their texts. */
export async function fetchDocumentTexts(
  session: CliSession,
  collection: string,
): Promise<readonly DocumentText[]> {
  const question = CLI_QUERIES.find(({ name }) => name === 'sources');
  if (question === undefined) throw new TypeError('the server is asked for its sources');
  const parameters = { sources: false };
  const { data } = await fetchWhole(session, {
    query: question,
    collection,
    pathArguments: [],
    parameters,
    limit: undefined,
  });
  return data as readonly DocumentText[];
}
