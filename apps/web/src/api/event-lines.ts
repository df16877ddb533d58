import { queryOptions } from '@tanstack/react-query';
import { AnswerError } from './answer.ts';

/** An event of the log, as it is stored. */
export interface LogEvent {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly time: string;
  readonly streamversion: number;
  readonly pseq: number;
  readonly commandid: string;
  readonly actor?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The query of the client for events of the log, one in each line of the answer. */
export function eventLinesOptions(address: string) {
  return queryOptions({
    queryKey: ['events', address],
    queryFn: ({ signal }) => fetchEvents(address, signal),
  });
}

async function fetchEvents(address: string, signal: AbortSignal): Promise<readonly LogEvent[]> {
  const response = await fetch(address, { signal });
  const text = await response.text();
  if (!response.ok) throw new AnswerError(readProblem(text), response.status);
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as LogEvent);
}

function readProblem(text: string): string {
  try {
    const { title = text, detail } = JSON.parse(text) as { title?: string; detail?: string };
    return detail ?? title;
  } catch {
    return text;
  }
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
