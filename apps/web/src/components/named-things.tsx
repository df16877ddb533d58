import { nameState } from '@rapporteur/pages';
import { useQuery } from '@tanstack/react-query';
import { answerOptions } from '../api/answer.ts';
import { toCollectionPath, toThingPath } from '../api/api-address.ts';
import { formatMessage } from '../messages/messages.ts';
import { PageLink } from './page-link.tsx';
import { listFields, listTexts, readText } from './read-json.ts';

/** The most things of a kind whose names are compared with the words. */
const THINGS_MAX = 1_000;
const SHOWN_MAX = 12;

interface FoundPage {
  readonly path: string;
  readonly name: string;
}

interface NamedThingsProps {
  readonly collection: string | null;
  readonly words: string;
}

/** The pages of the states, bodies and persons whose name has all the words. */
export function NamedThings({ collection, words }: NamedThingsProps) {
  const base = `/v1${toCollectionPath(collection)}`;
  const states = useQuery(answerOptions(`${base}/participation/ranking`));
  const bodies = useQuery(answerOptions(`${base}/bodies?limit=${THINGS_MAX}`));
  const persons = useQuery(answerOptions(`${base}/persons?limit=${THINGS_MAX}`));
  const found = [
    ...listFields(states.data?.data).flatMap((row) => {
      const code = readText(row['state']);
      const name = nameState(code) ?? code;
      return matchThing(words, [name, code], { name, path: toThingPath('state', code, null) });
    }),
    ...(['body', 'person'] as const).flatMap((kind) =>
      listFields((kind === 'body' ? bodies : persons).data?.data).flatMap((row) => {
        const path = toThingPath(kind, readText(row[kind]), readText(row['collection']));
        const name = readText(row['name']);
        return matchThing(words, [name, ...listTexts(row['names'])], { name, path });
      }),
    ),
  ];
  if (found.length === 0) return null;
  return (
    <nav aria-label={formatMessage('search.pages')}>
      <h2>{formatMessage('search.pages')}</h2>
      <ul>
        {found.slice(0, SHOWN_MAX).map(({ path, name }) => (
          <li key={path} lang="en" dir="auto">
            <PageLink to={path}>{name}</PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function matchThing(
  words: string,
  names: readonly string[],
  { name, path }: { readonly name: string; readonly path: string | null },
): readonly FoundPage[] {
  const wanted = words.toLowerCase().split(/\s+/);
  const isNamed = names.some((each) => wanted.every((word) => each.toLowerCase().includes(word)));
  return path !== null && isNamed ? [{ path, name }] : [];
}
