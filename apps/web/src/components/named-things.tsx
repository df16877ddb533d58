import { nameState } from '@rapporteur/pages';
import { useQuery } from '@tanstack/react-query';
import { answerOptions } from '../api/answer.ts';
import { toAnswerAddress } from '../api/answer-address.ts';
import { toThingPath } from '../api/api-address.ts';
import { formatMessage } from '../messages/messages.ts';
import { PageLink } from './page-link.tsx';

const SHOWN_MAX = 12;
/** Things are found by their name of today. */
const NOW = new URLSearchParams();

interface NamedThingsProps {
  readonly collection: string | null;
  readonly words: string;
}

/** The pages of the states, bodies and persons whose name has all the words. */
export function NamedThings({ collection, words }: NamedThingsProps) {
  const named = { q: words, limit: String(SHOWN_MAX), sources: 'false' };
  const scope = { collection, parameters: named };
  const ranking = toAnswerAddress('/v1/participation/ranking', NOW, { collection });
  const { data: states } = useQuery(answerOptions(ranking));
  const { data: bodies } = useQuery(answerOptions(toAnswerAddress('/v1/bodies', NOW, scope)));
  const { data: persons } = useQuery(answerOptions(toAnswerAddress('/v1/persons', NOW, scope)));
  const found = [
    ...(states?.data ?? []).flatMap(({ state }) => {
      const name = nameState(state) ?? state;
      return hasWords([name, state], words) ? linkThing('state', state, { name }) : [];
    }),
    ...(bodies?.data ?? []).flatMap((row) => linkThing('body', row.body, row)),
    ...(persons?.data ?? []).flatMap((row) => linkThing('person', row.person, row)),
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

function linkThing(
  kind: string,
  id: string,
  { name, collection }: { readonly name: string; readonly collection?: string },
) {
  const path = toThingPath(kind, id, collection ?? null);
  return path === null ? [] : [{ path, name }];
}

function hasWords(names: readonly string[], words: string): boolean {
  const wanted = words.toLowerCase().split(/\s+/);
  return names.some((each) => wanted.every((word) => each.toLowerCase().includes(word)));
}
