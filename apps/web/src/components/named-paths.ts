import { formatId, listMentions } from '@rapporteur/drafting';
import { isJsonFields, nameState } from '@rapporteur/pages';
import type { Answer } from '../api/query-answers.ts';
import { toThingPath } from '../api/api-address.ts';

/** A name of a thing, and the path of its page. */
export interface NamedPath {
  readonly name: string;
  readonly path: string;
}

const NAME_LENGTH_MIN = 4;

/** The members that have codes of states. */
const STATE_MEMBERS = new Set(['id', 'actor', 'code', 'state', 'states', 'member', 'of']);

/** Returns the names in an answer with the pages of their things, the longest names first. */
export function listNamedPaths(
  { data, names = {} }: Pick<Answer, 'data' | 'names'>,
  ownPath = '',
): readonly NamedPath[] {
  const found = Object.entries(names).flatMap(([kind, byKey]) =>
    Object.entries(byKey).flatMap(([key, name]) => {
      const slash = key.indexOf('/');
      const path = toThingPath(kind, key.slice(slash + 1), key.slice(0, slash));
      return path === null || path === ownPath || name.length < NAME_LENGTH_MIN
        ? []
        : [{ name, path }];
    }),
  );
  const unnamed = listMentions(data).flatMap(({ kind, id, collection }) => {
    const path = toThingPath(kind, id, collection);
    if (kind !== 'incident' || path === null || path === ownPath) return [];
    if (names['incident']?.[`${collection ?? ''}/${id}`] !== undefined) return [];
    return listUnnamedPhrases(id).map((name) => ({ name, path }));
  });
  const states = [...listStateCodes(data)].flatMap((code) => {
    const [name, path] = [nameState(code), toThingPath('state', code, null)];
    return name === null || path === null || path === ownPath ? [] : [{ name, path }];
  });
  return [...found, ...unnamed, ...states].toSorted((a, b) => b.name.length - a.name.length);
}

/** Returns the words by which sentences name an incident that has no name but its id. */
function listUnnamedPhrases(id: string): readonly string[] {
  const words = formatId(id.replace(/-\d{4}$/, ''));
  return [`${words.slice(0, 1).toLowerCase()}${words.slice(1)}`, `“${words}”`].filter(
    (phrase) => phrase.includes(' ') || phrase.startsWith('“'),
  );
}

function listStateCodes(data: unknown, member = ''): ReadonlySet<string> {
  if (typeof data === 'string')
    return new Set(STATE_MEMBERS.has(member) && /^[A-Z]{3}$/.test(data) ? [data] : []);
  const entries = Array.isArray(data)
    ? data.map((item): [string, unknown] => [member, item])
    : Object.entries(isJsonFields(data) ? data : {});
  return new Set(entries.flatMap(([name, value]) => [...listStateCodes(value, name)]));
}

/** A place of a name in a text. */
interface NamePlace {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns where a text has a name as a whole: `Russia`, but not in `Russian`. In a sentence, a name of
 * several words may begin with a small letter: `the attack on the pier`.
 */
export function findName(text: string, name: string): NamePlace | undefined {
  const starts = /^\p{Lu}\p{Ll}+ /u.test(name)
    ? [name, `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`]
    : [name];
  return starts
    .map((form) => ({ start: text.indexOf(form), end: text.indexOf(form) + form.length }))
    .find(({ start, end }) => start >= 0 && !/^\p{L}/u.test(text.slice(end)));
}
