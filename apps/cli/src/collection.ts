import { EXIT } from '@rapporteur/platform/exit-codes';
import { CliError } from './cli-error.ts';
import type { CliSession } from './session.ts';

/** A position that the read model must have reached, and how long to wait for it. */
export interface MinPosition {
  readonly position?: string | undefined;
  readonly waitSeconds?: number | undefined;
}

/** Returns the named collection, or the only one of the record. Throws if there is not one only. */
export async function chooseCollection(
  session: CliSession,
  named: string | undefined,
  minPosition: MinPosition = {},
): Promise<string> {
  if (named !== undefined) return named;

  const { data } = await session.queryApi.getJson<{
    data: readonly { readonly collection: string }[];
  }>('/v1/collections', { ...minPosition });
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
    'Choose one with --collection.',
  );
}
