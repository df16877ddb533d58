import { queryOptions } from '@tanstack/react-query';
import { api, readContent } from './api-client.ts';
import type { AnswerAddress } from './query-answers.ts';

/** The query of the client for an answer: its key is its address. */
export function answerOptions<Content extends object>(address: AnswerAddress<Content>) {
  return queryOptions({
    queryKey: ['answer', address],
    // The address is complete, and its own type says which answer it has.
    queryFn: async ({ signal }) =>
      (await readContent(
        api.GET(address as string as '/v1/facts', { signal }),
      )) as unknown as Content,
    staleTime: 30_000,
  });
}
