import { CliError } from './cli-error.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import type { CliSession } from './session.ts';

/** The collection that is meant: the one that is named, or the only one there is, at a position or later. */
export async function chooseCollection(
  session: CliSession,
  named: string | undefined,
  notBefore: {
    readonly position?: string | undefined;
    readonly waitSeconds?: number | undefined;
  } = {},
): Promise<string> {
  if (named !== undefined) return named;
  const { data } = await session.queryApi.getJson<{
    data: readonly { readonly collection: string }[];
  }>('/v1/collections', notBefore);
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
    `There are several collections: ${all}.`,
    'Say which with --collection.',
  );
}
