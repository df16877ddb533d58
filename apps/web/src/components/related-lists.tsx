import { toCollectionPath } from '../api/answer-address.ts';
import type { ListName } from '../api/api-address.ts';
import { formatMessage } from '../messages/messages.ts';
import { PageLink } from './page-link.tsx';

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

interface RelatedListsProps {
  readonly collection: string | null;
  readonly list: ListName;
}

/** Links to the lists about the same things, at the moment and of the organization shown. */
export function RelatedLists({ collection, list }: RelatedListsProps) {
  const related = RELATED[list];
  return related === undefined ? null : <ListLinks collection={collection} lists={related} />;
}

interface ListLinksProps {
  readonly collection: string | null;
  readonly lists: readonly ListName[];
  /** The parameters of each list, such as `?body=council`. */
  readonly query?: string;
}

/** Links to lists of an organization, or of all. */
export function ListLinks({ collection, lists, query = '' }: ListLinksProps) {
  return (
    <nav className="related" aria-label={formatMessage('list.also')}>
      {formatMessage('list.also')}
      {lists.map((list) => (
        <PageLink key={list} to={`${toCollectionPath(collection)}/${list}${query}`}>
          {formatMessage(`list.${list}`)}
        </PageLink>
      ))}
    </nav>
  );
}
