import { BodyKind } from '@rapporteur/contracts';
import { type KnownBody, toKnownBody } from '@rapporteur/extraction';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { z } from 'zod';
import { CliError } from './cli-error.ts';
import type { CliSession } from './session.ts';

const BodyListSchema = z.looseObject({
  data: z.array(
    z.looseObject({
      body: z.string(),
      name: z.string(),
      kind: BodyKind,
      parents: z.array(z.string()),
      names: z.array(z.string()),
    }),
  ),
});

/** The most bodies of one collection that a draft knows by name. */
const BODIES_MAX = 1000;

/** The bodies of a collection, and whether it is open. */
export interface BodiesOfRecord {
  readonly bodies: readonly KnownBody[];
  readonly isOpen: boolean;
  /** The reason why the record could not be asked. */
  readonly error: CliError | undefined;
}

/** Returns the bodies that the record knows. A collection that is not open has none. */
export async function fetchBodies(
  session: CliSession,
  collection: string | undefined,
): Promise<BodiesOfRecord> {
  const none = { bodies: [], isOpen: false, error: undefined };
  if (collection === undefined) return none;
  try {
    const path = `/v1/collections/${encodeURIComponent(collection)}/bodies`;
    const { data } = await session.queryApi.getJson(path, BodyListSchema, { limit: BODIES_MAX });
    return { bodies: data.map(toKnownBody), isOpen: true, error: undefined };
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode === EXIT.interrupted) throw error;
    return { ...none, error: error.exitCode === EXIT.notFound ? undefined : error };
  }
}
