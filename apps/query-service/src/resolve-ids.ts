import { findSimilarName } from '@rapporteur/contracts';
import { Problem } from '@rapporteur/platform';
import {
  type QueryScope,
  type QueryDatabase,
  listBodies,
  listCollections,
  listFactsAsRecorded,
  listMeetings,
  listSources,
  readAliases,
  listBodiesWithOrgans,
} from '@rapporteur/read-models';
import { booleanParameter, listParameter } from './parameters.ts';
import type { QueryContext } from './query.ts';

/** How many known ids are looked through for one that may have been meant. */
const EVERYTHING = { limit: 1000, after: null };

/** The parameters that confine an answer to bodies. */
export const BODY_PARAMETERS = {
  body: listParameter('Only of these bodies'),
  organs: booleanParameter(
    'With their organs, and the organs of those (true), or without (false, unless told)',
  ),
};

type ResolveContext = Pick<QueryContext<unknown>, 'database' | 'at'>;

/** The problem of an id that the record does not know, with one that may have been meant. */
export function createUnknownIdProblem(
  kind: string,
  id: string,
  known: readonly string[],
): Problem {
  const near = findSimilarName(id, known);
  const remedy =
    near === undefined ? 'Look the id up in the list of them.' : `Did you mean ${near}?`;
  const rule = `${kind.toUpperCase()}_UNKNOWN`;
  return new Problem(404, rule, {
    title: `The record knows no such ${kind}.`,
    detail: `It knows no ${kind} called ${id}. ${remedy}`,
    errors: [{ field: kind, rule, message: `${id} is not known`, remedy }],
    ...(near === undefined ? {} : { extensions: { near: [near] } }),
  });
}

/** Makes sure of the collection, and learns which of its ids name one thing. @throws Problem 404 */
export async function resolveReadContext(
  database: QueryDatabase,
  at: Omit<QueryScope, 'aliases'>,
): Promise<QueryScope> {
  const collections = await listCollections(database);
  if (!collections.some(({ collection }) => collection === at.collection)) {
    throw createUnknownIdProblem(
      'collection',
      at.collection,
      collections.map(({ collection }) => collection),
    );
  }
  return { ...at, aliases: await readAliases(database, at) };
}

// Whether an id is known does not depend on the day of the world that is asked about.
const ever = ({ at }: ResolveContext): QueryScope => ({ ...at, asOf: null });

/** Every id of the bodies asked for, with those of their organs if asked; undefined: of any. @throws Problem 404 */
export async function resolveBodies(
  context: ResolveContext,
  {
    body,
    organs,
  }: { readonly body?: readonly string[] | undefined; readonly organs?: boolean | undefined },
): Promise<readonly string[] | undefined> {
  if (body === undefined) return undefined;
  const at = ever(context);
  const known = (await listBodies(context.database, at)).map((view) => view.body);
  for (const id of body)
    if (!known.includes(at.aliases.canonicalId('body', id)))
      throw createUnknownIdProblem('body', id, known);
  const bodies = organs === true ? await listBodiesWithOrgans(context.database, at, body) : body;
  return bodies.flatMap((id) => at.aliases.equivalentIds('body', id));
}

/** Every id of the meetings asked for. @throws Problem 404 */
export async function resolveMeetings(
  context: ResolveContext,
  meetings: readonly string[] | undefined,
): Promise<readonly string[] | undefined> {
  if (meetings === undefined) return undefined;
  const at = ever(context);
  const found = (await listMeetings(context.database, at, { meetings }, EVERYTHING)).rows.map(
    ({ meeting }) => meeting,
  );
  const missing = meetings.find((id) => !found.includes(at.aliases.canonicalId('meeting', id)));
  if (missing !== undefined) {
    const known = await listMeetings(context.database, at, {}, EVERYTHING);
    throw createUnknownIdProblem(
      'meeting',
      missing,
      known.rows.map(({ meeting }) => meeting),
    );
  }
  return meetings.flatMap((id) => at.aliases.equivalentIds('meeting', id));
}

/** Every id of the documents asked for. @throws Problem 404 */
export async function resolveDocuments(
  context: ResolveContext,
  documents: readonly string[] | undefined,
): Promise<readonly string[] | undefined> {
  if (documents === undefined) return undefined;
  const at = ever(context);
  for (const id of documents) {
    const { rows } = await listFactsAsRecorded(
      context.database,
      at,
      { documents: [id] },
      { limit: 1, after: null },
    );
    if (rows.length > 0) continue;
    const known = (await listSources(context.database, at, {}, EVERYTHING)).rows.map(
      ({ document }) => document,
    );
    if (!known.includes(at.aliases.canonicalId('document', id)))
      throw createUnknownIdProblem('document', id, known);
  }
  return documents.flatMap((id) => at.aliases.equivalentIds('document', id));
}

/** Ids of actors as they are asked for, with those that were merged with them. */
export function resolveActors(
  { at }: ResolveContext,
  actors: readonly string[] | undefined,
): readonly string[] | undefined {
  return actors?.flatMap((id) => at.aliases.equivalentIds('actor', id));
}
