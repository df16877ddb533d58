import { ListLinks } from './related-lists.tsx';

interface BodyListsProps {
  readonly collection: string | null;
  readonly id: string;
}

/** Links to the whole lists of a body: its page has the last meetings and facts of each kind only. */
export function BodyLists({ collection, id }: BodyListsProps) {
  const lists = ['decisions', 'meetings', 'timeline', 'participation'] as const;
  const query = `?body=${encodeURIComponent(id)}`;
  return <ListLinks collection={collection} lists={lists} query={query} />;
}
