import { nameState } from '@rapporteur/pages';
import { useQuery } from '@tanstack/react-query';
import { answerOptions } from '../api/answer.ts';
import { toCollectionPath, toThingPath } from '../api/api-address.ts';
import { formatMessage } from '../messages/messages.ts';
import { PageLink } from './page-link.tsx';
import { listFields, readText } from './read-json.ts';

const SHOWN_MAX = 12;

interface NamedThingsProps {
  readonly collection: string | null;
  readonly words: string;
}

/** The pages of the states, bodies and persons whose name has all the words. */
export function NamedThings({ collection, words }: NamedThingsProps) {
  const base = `/v1${toCollectionPath(collection)}`;
  const named = new URLSearchParams({ q: words, limit: String(SHOWN_MAX), sources: 'false' });
  const states = useQuery(answerOptions(`${base}/participation/ranking`));
  const bodies = useQuery(answerOptions(`${base}/bodies?${named.toString()}`));
  const persons = useQuery(answerOptions(`${base}/persons?${named.toString()}`));
  const found = [
    ...listFields(states.data?.data).flatMap((row) => {
      const code = readText(row['state']);
      const name = nameState(code) ?? code;
      const path = toThingPath('state', code, null);
      return path !== null && hasWords([name, code], words) ? [{ path, name }] : [];
    }),
    ...(['body', 'person'] as const).flatMap((kind) =>
      listFields((kind === 'body' ? bodies : persons).data?.data).flatMap((row) => {
        const path = toThingPath(kind, readText(row[kind]), readText(row['collection']));
        return path === null ? [] : [{ path, name: readText(row['name']) }];
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

function hasWords(names: readonly string[], words: string): boolean {
  const wanted = words.toLowerCase().split(/\s+/);
  return names.some((each) => wanted.every((word) => each.toLowerCase().includes(word)));
}
