import { parsePosition } from './position-argument.ts';
import type { CliSession } from './session.ts';

/** A writer that opened a partition, as the log tells. */
export interface CliPartitionOpening {
  readonly owner: string;
  readonly term: number;
  readonly pseq: number;
}

/** Who opened the partition of a position, in order. */
export async function fetchPartitionOpenings(
  { queryApi: api }: CliSession,
  position: string,
): Promise<{ readonly partition: number; readonly openings: readonly CliPartitionOpening[] }> {
  const { partition = 0 } = parsePosition(position, 'position');
  const openings: CliPartitionOpening[] = [];
  for await (const line of api.readLines(
    await api.get(`/v1/log/${partition}`, 'application/x-ndjson'),
  )) {
    const event = JSON.parse(Buffer.from(line).toString()) as RecordedOpening;
    if (event.source === '/log')
      openings.push({ owner: event.data.owner, term: event.term, pseq: event.pseq });
  }
  return { partition, openings };
}

/** Who wrote at a position: the last that opened the partition before. */
export function findPartitionOpening(
  openings: readonly CliPartitionOpening[],
  position: string,
): CliPartitionOpening {
  const { pseq } = parsePosition(position, 'position');
  const opening = openings.findLast((one) => one.pseq <= pseq);
  if (opening === undefined) throw new TypeError('a partition begins with an opening');
  return opening;
}

interface RecordedOpening extends Omit<CliPartitionOpening, 'owner'> {
  readonly source: string;
  readonly data: { readonly owner: string };
}
