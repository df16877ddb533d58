import { useQuery } from '@tanstack/react-query';
import { answerOptions } from '../api/answer.ts';
import { COLLECTIONS_ANSWER } from '../api/answer-address.ts';

/** The name of the organization of a collection; its id if the record has no name yet. */
export function CollectionName({ collection }: { readonly collection: string }) {
  const { data } = useQuery(answerOptions(COLLECTIONS_ANSWER));
  const found = data?.data.find((row) => row.collection === collection);
  return found?.title ?? collection;
}
