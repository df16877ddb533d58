import { listAnswers, type PageAddress } from '../api/api-address.ts';

/** The address of a page of one kind, and the parameters of its query. */
export interface PageProps<Kind extends PageAddress['kind']> {
  readonly address: Extract<PageAddress, { readonly kind: Kind }>;
  readonly search: URLSearchParams;
}

/** Returns the answer of a page that needs one. */
export function getAnswerAddress(address: PageAddress, search: URLSearchParams): string {
  return listAnswers(address, search)[0] ?? '';
}
