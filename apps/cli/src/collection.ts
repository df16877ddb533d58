import { EXIT } from '@rapporteur/platform/exit-codes';
import { CliError } from './cli-error.ts';
import type { CliSession } from './session.ts';

/** A position that the read model must have reached, and how long to wait for it. */
export interface MinPosition {
  readonly position?: string | undefined;
  readonly waitSeconds?: number | undefined;
}

/** Returns the named collections, separated by commas; by default, all of the record. */
export async function chooseCollections(
  session: CliSession,
  named: string | undefined,
  minPosition: MinPosition = {},
): Promise<readonly string[]> {
  if (named === undefined) return listCollections(session, minPosition);

  const collections = named.split(',').map((name) => name.trim());
  if (!collections.includes('')) return [...new Set(collections)];
  throw new CliError(
    EXIT.usage,
    `--collections \`${named}\` has an empty name.`,
    'Write the ids of collections, separated by commas, such as sco,bimstec.',
  );
}

/** Returns the named collection, or the only one of the record. Throws if there is not one only. */
export async function chooseCollection(
  session: CliSession,
  named: string | undefined,
): Promise<string> {
  if (named !== undefined) return named;

  const all = await listCollections(session, {});
  const [only = '', second] = all;
  if (second === undefined) return only;
  throw new CliError(
    EXIT.usage,
    `The record has several collections: ${all.join(', ')}.`,
    'Choose one with --collection.',
  );
}

/** Returns the collections of the record. Throws if there is none. */
async function listCollections(
  session: CliSession,
  minPosition: MinPosition,
): Promise<readonly string[]> {
  const { data } = await session.queryApi.getJson<{
    data: readonly { readonly collection: string }[];
  }>('/v1/collections', { ...minPosition });
  if (data.length > 0) return data.map(({ collection }) => collection);
  throw new CliError(
    EXIT.notFound,
    'The record is empty: no collection is open.',
    'Open one with `rapporteur submit`.',
  );
}
