import { getCliQuery } from './cli-queries.ts';
import { fetchWhole } from './query-call.ts';
import type { CliSession } from './session.ts';

/** A document of the record, and the state of its text. */
export interface DocumentText {
  readonly document: string;
  readonly docType: string | null;
  readonly title: string | null;
  /** Null: the recorder never had the text. */
  readonly sha256: string | null;
  readonly redistributable: boolean;
  readonly textHeld: boolean;
}

/** Returns the documents of a collection, and whether the server holds their texts. */
export async function fetchDocumentTexts(
  session: CliSession,
  collection: string,
): Promise<readonly DocumentText[]> {
  const { data } = await fetchWhole(session, {
    query: getCliQuery('sources'),
    collections: [collection],
    pathArguments: [],
    parameters: { sources: false },
    limit: undefined,
  });
  return data as readonly DocumentText[];
}
