import { findMemberKind, formatId } from '@rapporteur/drafting';
import { nameDecision } from './words/decision-name.ts';
import { isJsonFields, type JsonFields, readText } from './words/json-object.ts';
import { isKnownShape } from './words/value-words.ts';

/** The names of the things of an answer, by kind and `collection/id`. */
export type AnswerNames = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Finds the names of things of an answer. */
export class NameFinder {
  readonly #names: AnswerNames;
  readonly #collections: readonly string[];

  constructor(names: AnswerNames, collections: readonly string[]) {
    this.#names = names;
    this.#collections = collections;
  }

  /** Returns the name of a thing; without a collection, of the first that has it. */
  find(kind: string, id: string, collection: string | null = null): string | null {
    const collections = collection === null ? this.#collections : [collection];
    const kinds = kind === 'actor' ? ['actor', 'body'] : [kind];
    const found = collections.flatMap((each) =>
      kinds.flatMap((one) => this.#names[one]?.[`${each}/${id}`] ?? []),
    );
    return found[0] ?? null;
  }
}

/** Returns data with the names of things beside their ids: `bodyName`, `parentsNames`. */
export function nameMembers(
  data: unknown,
  finder: NameFinder,
  collection: string | null = null,
): unknown {
  if (Array.isArray(data)) return data.map((item) => nameMembers(item, finder, collection));
  if (!isJsonFields(data)) return data;
  const own = data['collection'];
  const here = typeof own === 'string' ? own : collection;
  const entries = Object.entries(data).flatMap(([member, value]) => [
    [member, nameMembers(value, finder, here)] as const,
    ...(isKnownShape(data)
      ? []
      : listNames(data, member, (kind, id) => finder.find(kind, id, here))),
  ]);
  return Object.fromEntries(entries);
}

/** Returns the id of a thing that no fact names in words. */
function spellId(kind: string, id: string): string | null {
  return kind === 'decision' || kind === 'incident' ? formatId(id) : null;
}

/** Returns a name of the decision of a row from the members of the row; null for any other row. */
function nameOwnDecision(member: string, fields: JsonFields, findName: FindName): string | null {
  if (member !== 'decision' || !('details' in fields && 'kind' in fields)) return null;
  const body = readText(fields, 'body');
  return nameDecision(fields, body === null ? null : findName('body', body));
}

type FindName = (kind: string, id: string) => string | null;

function listNames(
  fields: JsonFields,
  member: string,
  findName: FindName,
): readonly (readonly [string, unknown])[] {
  const kind = findMemberKind(member);
  const value = fields[member];
  if (kind === null) return [];
  if (typeof value === 'string') {
    const own = nameOwnDecision(member, fields, findName);
    const name = findName(kind, value) ?? own ?? spellId(kind, value);
    return name === null || `${member}Name` in fields ? [] : [[`${member}Name`, name]];
  }
  if (!Array.isArray(value) || !value.every((id) => typeof id === 'string')) return [];
  const names = value.map((id) => findName(kind, id) ?? spellId(kind, id) ?? id);
  const isNew = names.some((name, n) => name !== value[n]);
  return isNew && !(`${member}Names` in fields) ? [[`${member}Names`, names]] : [];
}
