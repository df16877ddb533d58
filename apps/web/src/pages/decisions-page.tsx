import { showsBoard } from '../api/api-address.ts';
import { RelatedLists } from '../components/related-lists.tsx';
import { DecisionBoard } from '../figures/decision-board.tsx';
import { DecisionFilters } from '../figures/decision-filters.tsx';
import { formatMessage } from '../messages/messages.ts';
import { ListPage } from './list-page.tsx';
import type { PageProps } from './page-props.ts';

/** The page of decisions: a board by status, or a table, with the same filters. */
export function DecisionsPage({ address, search }: PageProps<'list'>) {
  const filters = <DecisionFilters address={address} search={search} />;
  if (!showsBoard(address, search))
    return (
      <ListPage address={address} search={search}>
        {filters}
      </ListPage>
    );
  return (
    <>
      <title>{`${formatMessage('list.decisions')} · ${formatMessage('name')}`}</title>
      <h1>{formatMessage('list.decisions')}</h1>
      <RelatedLists collection={address.collection} list="decisions" />
      {filters}
      <DecisionBoard address={address} search={search} />
    </>
  );
}
