import { type ReactNode, Suspense, useEffect } from 'react';
import type { ListName } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { Paging } from '../components/paging.tsx';
import { RowTable } from '../components/row-table.tsx';
import { LIST_VIEWS, type ListView } from '../figures/list-views.tsx';
import { PageLink } from '../components/page-link.tsx';
import { formatMessage } from '../messages/messages.ts';
import { getAnswerAddress, type PageProps } from './page-props.ts';

/** The lists about the same things that the navigation does not have. */
const RELATED: Partial<Readonly<Record<ListName, readonly ListName[]>>> = {
  incidents: ['condemnations', 'positions'],
  condemnations: ['incidents', 'positions'],
  positions: ['condemnations', 'persons'],
  votes: ['decisions', 'dissents'],
  decisions: ['votes'],
  meetings: ['next-meetings', 'bodies'],
  bodies: ['memberships', 'meetings'],
  sources: ['citations'],
};

/** Links to the lists about the same things, at the moment and of the organization shown. */
export function RelatedLists({ address }: { readonly address: PageProps<'list'>['address'] }) {
  const { collection, list } = address;
  const related = RELATED[list];
  if (related === undefined) return null;
  const base = collection === null ? '' : `/collections/${encodeURIComponent(collection)}`;
  return (
    <nav className="related" aria-label={formatMessage('list.also')}>
      {formatMessage('list.also')}
      {related.map((other) => (
        <PageLink key={other} to={`${base}/${other}`}>
          {formatMessage(`list.${other}`)}
        </PageLink>
      ))}
    </nav>
  );
}

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
      <RelatedLists address={address} />
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
