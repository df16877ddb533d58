import { type ReactNode, Suspense, useEffect } from 'react';
import { WithAnswer } from '../components/answers.tsx';
import { Paging } from '../components/paging.tsx';
import { RowTable } from '../components/row-table.tsx';
import { LIST_VIEWS, type ListView } from '../figures/list-views.tsx';
import { RelatedLists } from '../components/related-lists.tsx';
import { formatMessage } from '../messages/messages.ts';
import { getAnswerAddress, type PageProps } from './page-props.ts';

interface ListPageProps extends PageProps<'list'> {
  /** Filters of this list. */
  readonly children?: ReactNode;
}

/** The page of a list: a table, or a form of its own such as the matrix of participation. */
export function ListPage({ address, search, children }: ListPageProps) {
  const title = formatMessage(`list.${address.list}`);
  useEffect(() => {
    document.title = `${title} · ${formatMessage('name')}`;
  }, [title]);
  const words = search.get('q');
  const View = LIST_VIEWS[address.list] as ListView | undefined;
  return (
    <>
      <h1>{words === null ? title : `${title}: “${words}”`}</h1>
      <RelatedLists collection={address.collection} list={address.list} />
      {children}
      <WithAnswer address={getAnswerAddress(address, search)}>
        {(answer) => (
          <>
            {View === undefined ? (
              <RowTable list={address.list} answer={answer} />
            ) : (
              <Suspense fallback={<p className="quiet">{formatMessage('loading')}</p>}>
                <View answer={answer as never} search={search} heading="" />
              </Suspense>
            )}
            <Paging answer={answer} search={search} />
          </>
        )}
      </WithAnswer>
    </>
  );
}
