import { useQuery } from '@tanstack/react-query';
import { answerOptions } from '../api/answer.ts';
import { COLLECTIONS_ANSWER } from '../api/answer-address.ts';

interface CollectionNameProps {
  readonly collection: string;
  /** The name beside it: an organization with this name is not named twice. */
  readonly beside?: string;
}

/** The name of the organization of a collection; its id if the record has no name yet. */
export function CollectionName({ collection, beside }: CollectionNameProps) {
  const { data } = useQuery(answerOptions(COLLECTIONS_ANSWER));
  const found = data?.data.find((row) => row.collection === collection);
  const title = found?.title ?? collection;
  return title === beside?.replace(/^the /i, '') ? null : title;
}
