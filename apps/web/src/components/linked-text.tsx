import { isJsonFields, nameState } from '@rapporteur/pages';
import type { ReactNode } from 'react';
import type { Answer } from '../api/query-answers.ts';
import { toThingPath } from '../api/api-address.ts';
import { PageLink } from './page-link.tsx';

interface NamedPath {
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
  const states = [...listStateCodes(data)].flatMap((code) => {
    const [name, path] = [nameState(code), toThingPath('state', code, null)];
    return name === null || path === null || path === ownPath ? [] : [{ name, path }];
  });
  return [...found, ...states].toSorted((a, b) => b.name.length - a.name.length);
}

function listStateCodes(data: unknown, member = ''): ReadonlySet<string> {
  if (typeof data === 'string')
    return new Set(STATE_MEMBERS.has(member) && /^[A-Z]{3}$/.test(data) ? [data] : []);
  const entries = Array.isArray(data)
    ? data.map((item): [string, unknown] => [member, item])
    : Object.entries(isJsonFields(data) ? data : {});
  return new Set(entries.flatMap(([name, value]) => [...listStateCodes(value, name)]));
}

interface LinkedTextProps {
  readonly text: string;
  readonly paths: readonly NamedPath[];
}

/**
 * Shows a text of the record in which the first occurrence of each name leads to the page of its
 * thing. The sentences of the record are in English; names in them may run from right to left.
 */
export function LinkedText(props: LinkedTextProps) {
  return (
    <span lang="en" dir="auto">
      <LinkedParts {...props} />
    </span>
  );
}

/** Returns where a text has a name as a whole: `Russia`, but not in `Russian`. */
function findName(text: string, name: string): number {
  const at = text.indexOf(name);
  return at >= 0 && /^\p{L}/u.test(text.slice(at + name.length)) ? -1 : at;
}

function LinkedParts({ text, paths }: LinkedTextProps): ReactNode {
  const found = paths.find(({ name }) => findName(text, name) >= 0);
  if (found === undefined) return text;
  const at = findName(text, found.name);
  const rest = paths.filter((path) => path !== found);
  return (
    <>
      <LinkedParts text={text.slice(0, at)} paths={rest} />
      <PageLink to={found.path}>{found.name}</PageLink>
      <LinkedParts text={text.slice(at + found.name.length)} paths={rest} />
    </>
  );
}
