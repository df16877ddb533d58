import type { Answer, AnswerAddress } from '../api/query-answers.ts';
import { listAnswers, type PageAddress } from '../api/api-address.ts';

/** The address of a page of one kind, and the parameters of its query. */
export interface PageProps<Kind extends PageAddress['kind']> {
  readonly address: Extract<PageAddress, { readonly kind: Kind }>;
  readonly search: URLSearchParams;
}

/** Returns the address of the first answer of a page. The page knows which type its answer has. */
export function getAnswerAddress<Content extends object = Answer>(
  address: PageAddress,
  search: URLSearchParams,
): AnswerAddress<Content> {
  return (listAnswers(address, search)[0] ?? '') as AnswerAddress<Content>;
}
