import { ActorKind } from '@rapporteur/contracts';
import { type KnownActor, toActorKind } from '@rapporteur/drafting';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { z } from 'zod';
import { CliError } from './cli-error.ts';
import type { CliSession } from './session.ts';

/** The most ids of one request. */
const IDS_MAX = 200;

/** Actors of the record, as the command service describes them. */
const KnownActorsSchema = z.looseObject({
  actors: z.array(
    z.looseObject({
      id: z.string(),
      kind: z.string(),
      of: z.string().nullish(),
      names: z.array(z.string()).min(1),
    }),
  ),
});

/** The actors of the record by id; `error` says why the record could not be asked. */
export interface ActorsOfRecord {
  readonly actors: ReadonlyMap<string, KnownActor>;
  readonly error: CliError | undefined;
}

/** Returns the actors that the record knows by these ids. Needs no server if there is no id. */
export async function fetchActors(
  session: CliSession,
  collection: string | undefined,
  ids: readonly string[],
): Promise<ActorsOfRecord> {
  const actors = new Map<string, KnownActor>();
  if (ids.length === 0 || collection === undefined) return { actors, error: undefined };

  try {
    const response = await session.commandApi.getJson('/v1/commands/actors', KnownActorsSchema, {
      collection,
      ids: ids.slice(0, IDS_MAX).join(','),
    });
    for (const { id, kind, of = null, names } of response.actors)
      actors.set(id, { id, kind: toKind(kind), of, names });
    return { actors, error: undefined };
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode === EXIT.interrupted) throw error;
    return { actors, error };
  }
}

function toKind(kind: string): KnownActor['kind'] {
  const parsed = ActorKind.safeParse(kind);
  return parsed.success ? parsed.data : toActorKind(kind);
}
