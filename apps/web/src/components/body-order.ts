import type { JsonFields } from '@rapporteur/pages';
import { listTexts, readText } from './read-json.ts';

interface ListedBody {
  readonly key: string;
  readonly row: JsonFields;
  readonly organs: ListedBody[];
}

/**
 * Returns the rows of bodies as a reader looks for them: each organization with its organs below it,
 * then the other bodies. Bodies side by side are in the order of their names; those with more organs
 * come first.
 */
export function orderBodies(rows: readonly JsonFields[]): readonly JsonFields[] {
  const bodies = rows.map((row): ListedBody => {
    const key = `${readText(row['collection'])}/${readText(row['body'])}`;
    return { key, row, organs: [] };
  });
  const known = new Map(bodies.map((body) => [body.key, body]));
  const roots = bodies.filter((body) => {
    const parent = findParent(body, known);
    parent?.organs.push(body);
    return parent === undefined;
  });
  const ordered = new Set<ListedBody>();
  for (const body of [...roots.toSorted(compareRoots), ...bodies]) addWithOrgans(body, ordered);
  return [...ordered].map(({ row }) => row);
}

/** A parent in another collection has that collection before its id. */
function findParent(
  { row }: ListedBody,
  known: ReadonlyMap<string, ListedBody>,
): ListedBody | undefined {
  const collection = readText(row['collection']);
  const keys = listTexts(row['parents']).map((id) =>
    id.includes('/') ? id : `${collection}/${id}`,
  );
  return keys.flatMap((key) => known.get(key) ?? [])[0];
}

/** Adds a body and its organs. Bodies that name each other as parents are added once. */
function addWithOrgans(body: ListedBody, ordered: Set<ListedBody>): void {
  if (ordered.has(body)) return;
  ordered.add(body);
  for (const organ of body.organs.toSorted(compareNames)) addWithOrgans(organ, ordered);
}

function compareRoots(one: ListedBody, other: ListedBody): number {
  const rank = ({ row, organs }: ListedBody): number =>
    (row['kind'] === 'organization' ? 1_000_000 : 0) + organs.length;
  return rank(other) - rank(one) || compareNames(one, other);
}

function compareNames(one: ListedBody, other: ListedBody): number {
  return readText(one.row['name']).localeCompare(readText(other.row['name']), 'en', {
    numeric: true,
  });
}
