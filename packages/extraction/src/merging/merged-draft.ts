import { CATALOGUE, findReferences } from '@rapporteur/contracts';
import type { Draft, DraftFact, DraftFields, DraftValue } from '../draft.ts';
import { keepStated } from '../notes/stated-fields.ts';
import type { MergedKind } from './draft-merge.ts';
import type { ReadFact } from './draft-reading.ts';

/** New ids of the things of a draft, by kind and id: `meeting council-7`. */
export type NewIds = ReadonlyMap<string, string>;

/** Returns a draft whose things have new ids, in its facts, defaults, source and actors. */
export function renameThings(draft: Draft, facts: readonly ReadFact[], ids: NewIds): Draft {
  if (ids.size === 0) return draft;
  const rename = (kind: MergedKind, value: DraftValue | undefined): DraftValue | undefined =>
    typeof value === 'string' ? (ids.get(`${kind} ${value}`) ?? value) : value;
  const { document, about } = draft.source;
  const { meeting } = draft.defaults;
  return {
    ...draft,
    // An assignment keeps the order of the keys.
    source: {
      ...draft.source,
      ...keepStated({ document: rename('document', document), about: rename('meeting', about) }),
    },
    defaults: { ...draft.defaults, ...keepStated({ meeting: rename('meeting', meeting) }) },
    actors: Object.fromEntries(
      Object.entries(draft.actors).map(([key, actor]) => {
        const id = ids.get(`actor ${typeof actor['id'] === 'string' ? actor['id'] : key}`);
        return [key, id === undefined ? actor : { ...actor, id }];
      }),
    ),
    facts: draft.facts.map((fact, index) => {
      const read = facts[index];
      return read === undefined ? fact : { ...fact, fields: renameInFact(fact, read, ids) };
    }),
  };
}

/**
 * The shorthand has the ids at the same paths as the expanded fact. Inherited ids are elsewhere.
 */
function renameInFact({ fields }: DraftFact, { type, data }: ReadFact, ids: NewIds): DraftFields {
  let renamed: DraftValue = fields;
  for (const reference of findReferences(CATALOGUE.getDefinition(type).schema, data)) {
    if (reference.to === 'passage' || reference.to === 'actor') continue;
    const id = ids.get(`${reference.to} ${reference.id}`);
    if (id === undefined) continue;
    const path = reference.path.replace(/^assertion\./, '').split('.');
    renamed = replaceAt(renamed, path, { from: reference.id, to: id });
  }
  return renamed as DraftFields;
}

function replaceAt(
  value: DraftValue,
  path: readonly string[],
  change: { readonly from: string; readonly to: string },
): DraftValue {
  const [key, ...rest] = path;
  if (key === undefined) return value === change.from ? change.to : value;
  if (Array.isArray(value))
    return (value as readonly DraftValue[]).map((one, index) =>
      String(index) === key ? replaceAt(one, rest, change) : one,
    );
  // One value may stand for a list of one.
  if (typeof value !== 'object' || value === null) return replaceAt(value, rest, change);
  const object = value as DraftFields;
  const member = object[key];
  return member === undefined ? object : { ...object, [key]: replaceAt(member, rest, change) };
}
