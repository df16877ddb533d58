import { EXIT } from '@rapporteur/platform/exit-codes';
import { z } from 'zod';
import { CliError } from './cli-error.ts';
import type { CliSession } from './session.ts';

const CollectionListSchema = z.looseObject({
  data: z.array(z.looseObject({ collection: z.string() })),
});

/** Returns the collections of a list such as `sco,bimstec`; undefined, for all, without a list. */
export function parseCollections(named: string | undefined): readonly string[] | undefined {
  const collections = named?.split(',').map((name) => name.trim());
  if (collections?.includes('') !== true) return collections;
  throw new CliError(
    EXIT.usage,
    `--collections \`${named}\` has an empty name.`,
    'Write the ids of collections, separated by commas, such as sco,bimstec.',
  );
}

/**
 * Returns the named collection, that of the settings, or the only one of the record. Throws if
 * there is not one only.
 */
export async function chooseCollection(
  session: CliSession,
  named: string | undefined,
): Promise<string> {
  const chosen = named ?? session.settings.collection;
  if (chosen !== undefined) return chosen;

  const { data } = await session.queryApi.getJson('/v1/collections', CollectionListSchema);
  const [only, second] = data;
  if (only === undefined) {
    throw new CliError(
      EXIT.notFound,
      'The record is empty: no collection is open.',
      'Open one with `rapporteur submit`.',
    );
  }
  if (second === undefined) return only.collection;

  const all = data.map(({ collection }) => collection).join(', ');
  throw new CliError(
    EXIT.usage,
    `The record has several collections: ${all}.`,
    'Choose one with --collection or RAPPORTEUR_COLLECTION.',
  );
}
