import { listMentions } from '@rapporteur/drafting';
import {
  formatThingKey,
  listCollectionIds,
  type NamedThing,
  readThingNames,
} from '@rapporteur/read-models';
import { z } from 'zod';
import type { IdLookup } from './resolve-ids.ts';

/** The names of things: by kind, then by collection and id. */
export const MentionedNames = z.record(z.string(), z.record(z.string(), z.string())).meta({
  id: 'MentionedNames',
  description:
    'The names of the things that the data mention, by kind and key: ' +
    '`{"body": {"sco/sco-rats": "SCO RATS"}}`.',
});
type MentionedNames = z.output<typeof MentionedNames>;

/** Returns the names of the things that the data mention. A thing without a name is left out. */
export async function readMentionedNames(
  { database, scope }: IdLookup,
  data: unknown,
): Promise<MentionedNames> {
  const collections = listCollectionIds(scope);
  const things = listMentions(data).flatMap(({ kind, id, collection }) =>
    (collection === null ? collections : [collection]).flatMap((each) =>
      listNamings({ kind, id, collection: each }),
    ),
  );
  const known = await readThingNames(database, scope, things);
  const names: Record<string, Record<string, string>> = {};
  for (const { kind, ...thing } of things) {
    const name = known.getNames(thing.collection).nameOf(kind, thing.id);
    if (name !== null) (names[kind] ??= {})[formatThingKey(thing)] = name;
  }
  return sortNames(names);
}

/** Returns the things that may have the name of a thing: an actor may be a body. */
export function listNamings<T extends Pick<NamedThing, 'kind'>>(thing: T): readonly T[] {
  return thing.kind === 'actor' ? [thing, { ...thing, kind: 'body' }] : [thing];
}

// The order of recording decides nothing.
function sortNames(names: MentionedNames): MentionedNames {
  const sort = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return sort(Object.fromEntries(Object.entries(names).map(([kind, each]) => [kind, sort(each)])));
}
