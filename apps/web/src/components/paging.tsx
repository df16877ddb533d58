import type { Answer } from '../api/query-answers.ts';
import { formatMessage } from '../messages/messages.ts';
import { PageLink } from './page-link.tsx';

interface PagingProps {
  readonly answer: Answer;
  readonly search: URLSearchParams;
}

/** The links to the first and to the next page of a list. */
export function Paging({ answer, search }: PagingProps) {
  const { next, undated = 0 } = answer;
  const isFirst = search.get('cursor') === null;
  const here = new URLSearchParams(search);
  here.delete('cursor');
  const following = new URLSearchParams(here);
  following.set('cursor', next ?? '');
  return (
    <nav className="paging" aria-label={formatMessage('more')}>
      {undated > 0 && <p className="quiet">{formatMessage('undated', { count: undated })}</p>}
      {!isFirst && <PageLink to={`.?${here.toString()}`}>{formatMessage('first')}</PageLink>}
      {next !== null && (
        <PageLink to={`.?${following.toString()}`}>{formatMessage('more')}</PageLink>
      )}
    </nav>
  );
}
