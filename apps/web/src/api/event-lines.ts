import { queryOptions } from '@tanstack/react-query';
import { api, readContent } from './api-client.ts';
import type { Schemas } from './query-answers.ts';

/** An event of the log, as it is stored. */
export type LogEvent = Schemas['EventEnvelope'];

/** The query of the client for events of the log, at the address of a partition or a stream. */
export function eventLinesOptions(address: string) {
  return queryOptions({
    queryKey: ['events', address],
    queryFn: ({ signal }) => fetchEventLines(address, signal),
  });
}

/** Returns events of the log, one in each line of the answer. Throws an ApiProblem. */
export async function fetchEventLines(
  address: string,
  signal?: AbortSignal,
): Promise<readonly LogEvent[]> {
  // The answer has lines, not the JSON value of another query.
  const path = address as '/v1/facts';
  const text = await readContent(api.GET(path, { parseAs: 'text', ...(signal && { signal }) }));
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as LogEvent);
}

/** Returns the collection of an event; null for an event of the log itself. */
export function getCollection({ source }: LogEvent): string | null {
  return /^\/collections\/(.+)$/.exec(source)?.[1] ?? null;
}

/** Returns the name of a type in words: `meeting held`. */
export function formatEventType({ type }: Pick<LogEvent, 'type'>): string {
  return type
    .replace(/^org\.rapporteur\./, '')
    .replace(/\.v\d+$/, '')
    .replaceAll('-', ' ');
}
