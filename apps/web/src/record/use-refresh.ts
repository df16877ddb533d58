import { useQueryClient } from '@tanstack/react-query';

/** The queries that a recording changes: the answers, and the things that fields may name. */
const RECORDED_QUERIES = ['answer', 'suggestions'];

/** Returns a function that reads the record again: what pages and forms show is from before it. */
export function useRecordRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    for (const name of RECORDED_QUERIES) await client.invalidateQueries({ queryKey: [name] });
  };
}
