import { findSimilarName } from '@rapporteur/contracts';
import { Problem } from '@rapporteur/platform';
import {
  ALIAS_KIND_OF_KNOWN,
  type AliasKind,
  formatThingKey,
  type KnownKind,
  listBodiesWithOrganThings,
  listKnownThings,
  listSimilarIds,
  listCollections,
  type PageRequest,
  type QueryDatabase,
  type QueryScope,
  readAliases,
  readSettlements,
  type ResultPage,
  type ThingRef,
} from '@rapporteur/read-models';
import { booleanParameter, listParameter } from './parameters.ts';

/** The parameters that filter a result by body. */
export const BODY_PARAMETERS = {
  body: listParameter('Filter by body'),
  organs: booleanParameter('true includes the organs of these bodies, at every level'),
};

/** The database and the scope in which ids are looked up. */
export interface IdLookup {
  readonly database: QueryDatabase;
  readonly scope: QueryScope;
}

/** Returns the problem of an unknown id, with the nearest known id. */
export function createUnknownIdProblem(
  kind: string,
  id: string,
  known: readonly string[],
  otherRemedy = 'List the known ids.',
): Problem {
  const similar = findSimilarName(id, known);
  const remedy = similar === undefined ? otherRemedy : `Did you mean \`${similar}\`?`;
  const rule = `${kind.toUpperCase()}_UNKNOWN`;
  return new Problem(404, rule, {
    title: `The ${kind} is unknown.`,
    detail: `The record has no ${kind} with the id ${id}. ${remedy}`,
    errors: [{ field: kind, rule, message: `${id} is unknown`, remedy }],
    ...(similar === undefined ? {} : { extensions: { near: [similar] } }),
  });
}

/**
 * Returns the given collections, or all without ids. Waits for the position of the request first,
 * if it may have opened one of them. Rejects with a Problem 404 if one is unknown.
 */
export async function resolveCollections(
  database: QueryDatabase,
  requested: readonly string[] | null,
  reachPosition: () => Promise<void>,
): Promise<readonly string[]> {
  const listKnown = async (): Promise<readonly string[]> =>
    (await listCollections(database)).map(({ collection }) => collection);
  const knownBefore = await listKnown();
  if (requested?.every((id) => knownBefore.includes(id)) === true) return requested;

  await reachPosition();
  const known = await listKnown();
  const unknown = requested?.find((id) => !known.includes(id));
  if (unknown !== undefined) throw createUnknownIdProblem('collection', unknown, known);
  return requested ?? known;
}

/** Returns the scope of a query, with the merged and linked ids and the settled values. */
export async function createScope(
  database: QueryDatabase,
  collections: Omit<QueryScope, 'aliases' | 'settled'>,
): Promise<QueryScope> {
  const scope = { ...collections, aliases: await readAliases(database, collections) };
  return { ...scope, settled: await readSettlements(database, scope) };
}

/**
 * Returns the given bodies with their merged and linked ids, and those of their organs on request.
 * Returns undefined without a filter. Rejects with a Problem 404.
 */
export async function resolveBodyIds(
  lookup: IdLookup,
  {
    body: ids,
    organs,
  }: { readonly body?: readonly string[] | undefined; readonly organs?: boolean | undefined },
): Promise<readonly ThingRef[] | undefined> {
  const bodies = await resolveThingIds(lookup, 'body', ids);
  if (bodies === undefined || organs !== true) return bodies;
  return listBodiesWithOrganThings(lookup.database, lookup.scope, bodies);
}

/**
 * Returns the given things with their merged and linked ids. Returns undefined without
 * ids. Rejects with a Problem 404 if one of them is unknown in all collections.
 */
export async function resolveThingIds(
  { database, scope }: IdLookup,
  kind: KnownKind,
  ids: readonly string[] | undefined,
): Promise<readonly ThingRef[] | undefined> {
  const aliasKind = ALIAS_KIND_OF_KNOWN[kind];
  const things = listThings(scope, aliasKind, ids);
  if (ids === undefined || things === undefined) return undefined;

  const known = await listKnownThings(database, scope, kind, things);
  const knownKeys = new Set(known.map(formatThingKey));
  const unknown = ids.find(
    (id) =>
      !scope.aliases.things(aliasKind, id).some((thing) => knownKeys.has(formatThingKey(thing))),
  );
  if (unknown !== undefined)
    throw await createUnknownThingProblem({ database, scope }, kind, unknown);
  // An index finds the rows of the collections that know the thing. The others have none.
  const knowing = new Set(known.map(({ collection }) => collection));
  return things.filter(({ collection }) => knowing.has(collection));
}

/** Returns the problem of an unknown thing, with the nearest known one. */
export async function createUnknownThingProblem(
  { database, scope }: IdLookup,
  kind: KnownKind,
  id: string,
): Promise<Problem> {
  return createUnknownIdProblem(kind, id, await listSimilarIds(database, scope, kind, id));
}

/** The row that a page is about. */
export interface ThingPageRow<T> {
  readonly row: T;
  /** False: on the day of the scope, the record has no fact about it. */
  readonly isOfDay: boolean;
}

/**
 * Returns the row that a page is about, or undefined if the record has none. A thing about which
 * nothing had happened by the day of the scope is known all the same: its row is shown as recorded,
 * and the lists of its page are empty.
 */
export async function findPageRow<T>(
  scope: QueryScope,
  list: (scope: QueryScope, page: PageRequest) => Promise<ResultPage<T>>,
): Promise<ThingPageRow<T> | undefined> {
  for (const asOf of new Set([scope.asOf, null])) {
    const page = await list({ ...scope, asOf }, { limit: 1, after: null });
    const [row] = page.rows;
    if (row !== undefined) return { row, isOfDay: asOf === scope.asOf };
  }
  return undefined;
}

/** Returns every thing that the ids name in the scope; undefined without ids. */
export function listThings(
  { aliases }: QueryScope,
  kind: AliasKind,
  ids: readonly string[] | undefined,
): readonly ThingRef[] | undefined {
  return ids?.flatMap((id) => aliases.things(kind, id));
}
