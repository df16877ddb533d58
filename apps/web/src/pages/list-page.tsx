import { Suspense, useEffect } from 'react';
import type { Answer } from '../api/answer.ts';
import { WithAnswer } from '../components/answers.tsx';
import { PageLink } from '../components/page-link.tsx';
import { RowTable } from '../components/row-table.tsx';
import { LIST_VIEWS } from '../figures/list-views.tsx';
import { formatMessage } from '../messages/messages.ts';
import { getAnswerAddress, type PageProps } from './page-props.ts';

/** The page of a list: a table, or a form of its own such as the matrix of participation. */
export function ListPage({ address, search }: PageProps<'list'>) {
  const title = formatMessage(`list.${address.list}`);
  useEffect(() => {
    document.title = `${title} · ${formatMessage('name')}`;
  }, [title]);
  const words = search.get('q');
  const View = LIST_VIEWS[address.list];
  return (
    <>
      <h1>{words === null ? title : `${title}: “${words}”`}</h1>
      <WithAnswer address={getAnswerAddress(address, search)}>
        {(answer) => (
          <>
            {View === undefined ? (
              <RowTable list={address.list} answer={answer} />
            ) : (
              <Suspense fallback={<p className="quiet">{formatMessage('loading')}</p>}>
                <View answer={answer} search={search} heading="" />
              </Suspense>
            )}
            <Paging answer={answer} search={search} />
          </>
        )}
      </WithAnswer>
    </>
  );
}

function Paging({ answer, search }: { readonly answer: Answer; readonly search: URLSearchParams }) {
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
