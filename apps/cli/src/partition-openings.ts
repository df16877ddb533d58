import { parsePosition } from './position.ts';
import type { Session } from './session.ts';

/** A writer that opened a partition, as the log tells. */
export interface Opening {
  readonly owner: string;
  readonly term: number;
  readonly pseq: number;
}

/** Who opened the partition of a position, in order. */
export async function fetchOpenings(
  { api }: Session,
  position: string,
): Promise<{ readonly partition: number; readonly openings: readonly Opening[] }> {
  const { partition = 0 } = parsePosition(position, 'position');
  const openings: Opening[] = [];
  for await (const line of api.lines(
    await api.ask(`/v1/log/${partition}`, 'application/x-ndjson'),
  )) {
    const event = JSON.parse(Buffer.from(line).toString()) as RecordedOpening;
    if (event.source === '/log')
      openings.push({ owner: event.data.owner, term: event.term, pseq: event.pseq });
  }
  return { partition, openings };
}

/** Who wrote at a position: the last that opened the partition before. */
export function openingOf(openings: readonly Opening[], position: string): Opening {
  const { pseq } = parsePosition(position, 'position');
  const opening = openings.findLast((one) => one.pseq <= pseq);
  if (opening === undefined) throw new TypeError('a partition begins with an opening');
  return opening;
}

interface RecordedOpening extends Omit<Opening, 'owner'> {
  readonly source: string;
  readonly data: { readonly owner: string };
}
