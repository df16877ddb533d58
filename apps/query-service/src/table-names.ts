import { findCountryName } from '@rapporteur/contracts';
import { formatId } from '@rapporteur/drafting';
import {
  listCollectionIds,
  type NamedThing,
  type QueryDatabase,
  type QueryScope,
  readThingNames,
} from '@rapporteur/read-models';
import { listNamings } from './mentioned-names.ts';
import type { CsvColumn, CsvRow, FindRowName } from './csv.ts';

/**
 * Reads the names of all things in the columns of some rows. A thing without a name has the given
 * name of a source, otherwise its id in words.
 */
export async function readTableNames(
  database: QueryDatabase,
  scope: QueryScope,
  columns: readonly CsvColumn[],
  rows: readonly object[],
): Promise<FindRowName> {
  const listCollections = ({ collection }: CsvRow): readonly string[] =>
    typeof collection === 'string' ? [collection] : listCollectionIds(scope);
  const listThings = (row: CsvRow): readonly NamedThing[] =>
    columns
      .flatMap(({ things }) => things?.(row as never) ?? [])
      .flatMap(listNamings)
      .flatMap((thing) => listCollections(row).map((collection) => ({ ...thing, collection })));

  const names = await readThingNames(
    database,
    scope,
    rows.flatMap((row) => listThings(row as CsvRow)),
  );
  return (row, thing, written = null) => {
    const known = listNamings(thing).flatMap(({ kind, id }) =>
      listCollections(row).flatMap((each) => names.getNames(each).nameOf(kind, id) ?? []),
    );
    const country = thing.kind === 'actor' ? findCountryName(thing.id) : null;
    return country ?? known[0] ?? written ?? formatId(thing.id);
  };
}
